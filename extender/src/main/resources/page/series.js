// The lines of a time line, put on one time axis.
import * as f from './format.js';

/** What a reader points at need not have been measured in that very second. */
const NEAR_SECONDS = 15;

/** Drawn in this order. Those that look ahead stand at the end of the time that they speak of. */
export const MEMORY = [
  { key: 'p95Bytes', color: '--high', width: 1, ahead: true, group: 'band' },
  { key: 'p50Bytes', color: '--mean', width: 1.5, ahead: true, group: 'band' },
  { key: 'lowBytes', color: '--low', width: 1.5, dash: [2, 5], bound: true },
  { key: 'highBytes', color: '--near', width: 1.5, dash: [9, 5], bound: true },
  { key: 'maxBytes', color: '--limit', width: 2, bound: true },
  { key: 'heapGoalBytes', color: '--goal', width: 1.5, dash: [5, 4] },
  { key: 'workingSetBytes', color: '--set', width: 1.2 },
  { key: 'currentBytes', color: '--current', width: 1.5 },
  { key: 'reachedBytes', color: '--measured', width: 1.2, dash: [2, 3] },
  { key: 'residentBytes', color: '--measured', width: 2.2 },
];

export const PRESSURE = [
  { key: 'pressureSome', color: '--near', width: 1.8, fill: '--some' },
  { key: 'pressureFull', color: '--over', width: 1.8, fill: '--full' },
];

/** Columns on one time axis in seconds, null where nothing is known. */
export function align({ atMillis, lines }, horizon) {
  const at = atMillis.map((millis) => millis / 1000);
  const xs = [...new Set([...at, ...at.map((second) => second + horizon)])].sort((a, b) => a - b);
  const index = new Map(xs.map((x, i) => [x, i]));
  const column = (values, by) => {
    const placed = new Array(xs.length).fill(null);
    values.forEach((value, i) => {
      if (f.known(value)) placed[index.get(at[i] + by)] = value;
    });
    return placed;
  };
  const columns = { xs };
  for (const { key, ahead } of [...MEMORY, ...PRESSURE]) columns[key] = column(lines[key] ?? [], ahead ? horizon : 0);
  columns.reachedBytes = column(reached(at, lines.residentBytes, horizon), 0);
  return columns;
}

/** What a forecast is held against: the highest resident memory of the time that it spoke of. */
function reached(at, resident, horizon) {
  return at.map((end, i) => {
    if (end - at[0] < horizon) return null;
    let most = null;
    for (let j = i; j >= 0 && at[j] > end - horizon; j--) {
      if (f.known(resident[j])) most = Math.max(most ?? 0, resident[j]);
    }
    return most;
  });
}

/** The index of the known value that is nearest to a time, null if none is near. */
export function nearest(xs, values, index) {
  for (let by = 0; by < xs.length; by++) {
    const back = index - by;
    const on = index + by;
    const backIsNear = back >= 0 && xs[index] - xs[back] <= NEAR_SECONDS;
    const onIsNear = on < xs.length && xs[on] - xs[index] <= NEAR_SECONDS;
    if (!backIsNear && !onIsNear) return null;
    if (backIsNear && f.known(values[back])) return back;
    if (onIsNear && f.known(values[on])) return on;
  }
  return null;
}
