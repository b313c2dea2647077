/**
 * Listens for new heads of one network, or of all, until the returned function is called. The browser's
 * `EventSource` reconnects by itself; when the server has ended the stream for good, we begin a new one.
 */
export function followHead(network: string | undefined, { onAdvance, onConnection }: HeadListener): () => void {
  const query = new URLSearchParams({ operationName: "HeadAdvanced" });
  if (network !== undefined) query.set("variables", JSON.stringify({ network }));
  let events: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const connect = (): void => {
    events = new EventSource(`/graphql?${query}`);
    events.addEventListener("next", onAdvance);
    events.addEventListener("open", () => onConnection(true));
    events.addEventListener("complete", again);
    events.addEventListener("error", () => {
      onConnection(false);
      if (events.readyState === EventSource.CLOSED) again();
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

interface HeadListener {
  onAdvance(): void;
  /** Whether events can arrive at the moment. */
  onConnection(connected: boolean): void;
}
