/**
 * Listens to a subscription by its operation's name until the returned function is called. Lost connections are made
 * again, from the last event on where `cursorOf` tells of one: nothing is missed and nothing told twice.
 */
export function follow<Data>(
  operation: string,
  variables: Readonly<Record<string, string>>,
  { onEvent, onConnection, cursorOf, isLast }: Follower<Data>,
): () => void {
  let events: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let after: string | undefined;
  let ended = false;
  const connect = (): void => {
    const given = after === undefined ? variables : { ...variables, after };
    const query = new URLSearchParams({ operationName: operation, variables: JSON.stringify(given) });
    events = new EventSource(`/graphql?${query}`);
    events.addEventListener("open", () => onConnection?.(true));
    events.addEventListener("next", (event) => {
      const { data } = JSON.parse((event as MessageEvent<string>).data) as { readonly data?: Data | null };
      if (!data) return;
      after = cursorOf?.(data) ?? after;
      ended = isLast?.(data) ?? false;
      onEvent(data);
    });
    events.addEventListener("complete", () => (ended ? events.close() : again()));
    events.addEventListener("error", () => {
      onConnection?.(false);
      // The browser would ask the same again, without the cursor.
      again();
    });
  };
  const again = (): void => {
    events.close();
    clearTimeout(timer);
    timer = setTimeout(connect, reconnectAfterMs);
  };
  connect();
  return () => {
    clearTimeout(timer);
    events.close();
  };
}

const reconnectAfterMs = 3_000;

interface Follower<Data> {
  onEvent(data: Data): void;
  /** Whether events can arrive at the moment. */
  onConnection?(connected: boolean): void;
  /** Where the event stands; undefined where it has no place to go on from. */
  cursorOf?(data: Data): string | undefined;
  /** Nothing comes after it: the end of the stream is no loss. */
  isLast?(data: Data): boolean;
}
