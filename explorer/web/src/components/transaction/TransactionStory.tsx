import { Failed } from "@ledgerscope/ui/components/Failed.tsx";
import { Loading } from "@ledgerscope/ui/components/Loading.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { type ReactElement, Suspense } from "react";
import {
  TransactionAttemptsDocument,
  type TransactionHeadFragment,
  TransactionTraceDocument,
} from "../../generated/graphql.ts";
import { ApiError } from "../../graphql/apiError.ts";
import { type Answer, query } from "../../graphql/query.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { Findings } from "../Findings.tsx";
import { Problems } from "../Problems.tsx";
import { RetryChain } from "../RetryChain.tsx";
import { TracePanel } from "../TracePanel.tsx";
import styles from "./TransactionStory.module.css";
import { transactionAddress } from "./transactionAddress.ts";

/**
 * How a transaction went: other attempts at its call, what was found when it was explained, its trace. They are asked
 * for side by side and come when they have been read: what the transaction is does not wait for them.
 */
export function TransactionStory(props: StoryProps): ReactElement {
  const { transaction, lang } = props;
  return (
    <Suspense
      fallback={
        <div className={styles["pending"]}>
          <Panel title={text(lang)("transaction.trace")}>
            <Loading height={480} lang={lang} />
          </Panel>
        </div>
      }
      key={transaction.id}
    >
      <Attempts {...props} />
      <Trace {...props} />
    </Suspense>
  );
}

async function Attempts({ transaction, lang }: StoryProps): Promise<ReactElement> {
  const answer = await asked(query(TransactionAttemptsDocument, variablesOf(transaction, lang)));
  if (answer instanceof ApiError) return <NotRead error={answer} transaction={transaction} lang={lang} />;
  const { findings = [], retryChain = null } = answer.data.transaction ?? {};
  return (
    <>
      <Problems problems={answer.problems} lang={lang} />
      <RetryChain chain={retryChain} hash={transaction.hash} network={transaction.network.name} lang={lang} />
      <Findings findings={findings} lang={lang} />
    </>
  );
}

async function Trace({ transaction, lang }: StoryProps): Promise<ReactElement> {
  const answer = await asked(query(TransactionTraceDocument, variablesOf(transaction, lang)));
  if (answer instanceof ApiError) return <NotRead error={answer} transaction={transaction} lang={lang} />;
  return (
    <>
      <Problems problems={answer.problems} lang={lang} />
      <TracePanel
        trace={answer.data.transaction?.trace ?? null}
        compareHref={url.compare(lang, transaction.network.name, { a: transaction.hash })}
        lang={lang}
      />
    </>
  );
}

function NotRead({ error, transaction, lang }: StoryProps & { readonly error: ApiError }): ReactElement {
  const retryHref = url.transaction(lang, transaction.network.name, transactionAddress(transaction));
  return <Failed code={error.code} traceId={error.traceId} retryHref={retryHref} lang={lang} />;
}

/** By its place, where it has one: ids of Fabric may repeat. */
const variablesOf = ({ hash, height, txIndex, network }: TransactionHeadFragment, lang: Lang) => ({
  id: height === null || txIndex === null ? hash : `${height}:${txIndex}`,
  network: network.name,
  lang,
});

/** What cannot be read is said in its place: the rest of the page stands. */
function asked<Data>(answer: Promise<Answer<Data>>): Promise<Answer<Data> | ApiError> {
  return answer.catch((error: unknown) => {
    if (error instanceof ApiError) return error;
    throw error;
  });
}

interface StoryProps {
  readonly transaction: TransactionHeadFragment;
  readonly lang: Lang;
}
