/** Each item once, a few at a time. A failure ends its own lane only; all that was begun is waited for before it is thrown. */
export async function inLanes<Item>(items: readonly Item[], lanes: number, act: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const lane = async (): Promise<void> => {
    for (const item of waiting) await act(item);
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(lanes, items.length) }, lane));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
