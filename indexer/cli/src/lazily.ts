/** A command's action whose code is loaded when the command is run: the help and the other commands do without. */
export const lazily =
  <Given extends unknown[]>(load: () => Promise<(...given: Given) => Promise<void>>) =>
  async (...given: Given): Promise<void> => {
    const action = await load();
    await action(...given);
  };
