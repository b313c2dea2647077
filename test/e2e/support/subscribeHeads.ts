/** Subscribes to a network's new heads as a browser does (server-sent events), until the signal. */
export async function subscribeHeads(
  url: string,
  network: string,
  onHead: (height: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const target = new URL(url);
  target.searchParams.set("query", `subscription { headAdvanced(network: "${network}") { block { height } } }`);
  let text = "";
  try {
    const response = await fetch(target, { headers: { accept: "text/event-stream" }, signal });
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString("utf8");
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const data = /^data: (.+)$/m.exec(text.slice(0, end))?.[1];
        text = text.slice(end + 2);
        const height = data && JSON.parse(data).data?.headAdvanced.block.height;
        if (height) onHead(Number(height));
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
