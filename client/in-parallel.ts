/** Each item once, a few at a time; the results in their order. After a failure nothing new is begun, what was begun is waited for, and the failure is thrown. */
export async function inParallel<Item, Result>(items: readonly Item[], lanes: number, act: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  let hasFailed = false;
  const lane = async (): Promise<void> => {
    for (const [position, item] of waiting) {
      if (hasFailed) return;
      try {
        results[position] = await act(item);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(lanes, items.length) }, lane));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
  return results;
}
