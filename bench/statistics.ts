/** Numbers from numbers: what the measurements report instead of means. */

/**
 * The value below which `part` (0 to 1) of the numbers lie, by the nearest rank.
 * @throws RangeError when there are none
 */
export function percentile(numbers: readonly number[], part: number): number {
  if (numbers.length === 0) throw new RangeError('nothing was measured');
  const sorted = [...numbers].sort((a, b) => a - b);
  const rank = Math.ceil(part * sorted.length);
  return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1]!;
}

/** The middle number. */
export function median(numbers: readonly number[]): number {
  return percentile(numbers, 0.5);
}

/** The slope of the straight line that is nearest to the points (least squares). */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const count = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / count;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / count;
  let above = 0;
  let below = 0;
  for (const [x, y] of points) {
    above += (x - meanX) * (y - meanY);
    below += (x - meanX) ** 2;
  }
  if (below === 0) throw new RangeError('a line needs two points');
  return above / below;
}

/** How far the numbers are from all being equal: the greatest distance from their mean, as a part of it. */
export function unevenness(numbers: readonly number[]): number {
  const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  return Math.max(...numbers.map((one) => Math.abs(one - mean))) / mean;
}

/** The number that, to the power of how many they are, is their product. */
export function geometricMean(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new RangeError('nothing was measured');
  return Math.exp(numbers.reduce((sum, one) => sum + Math.log(one), 0) / numbers.length);
}
