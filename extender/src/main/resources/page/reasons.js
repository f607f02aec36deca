// What is known of one container in figures, what to change, and of which parts its forecast is made.
import { el, place } from './dom.js';
import * as f from './format.js';

const SOURCES = {
  SCRAPE: 'its metrics',
  PROMETHEUS: 'Prometheus',
  KUBELET: 'kubelet',
  SPECIFICATION: 'specification',
};

/** @param now null to leave out how old it is */
export function source(figure, now) {
  return `${SOURCES[figure.source] ?? figure.source.toLowerCase()}${figure.atMillis && now !== null ? `, ${f.age(now - figure.atMillis)} ago` : ''}`;
}

export function facts({ nowMillis, horizonSeconds, chosen }) {
  const { forecast, figures, score } = chosen;
  const limit = figures.maxBytes?.value;
  const fact = (name, value, more, level) => el('div', { 'data-level': level },
    el('dt', {}, name), el('dd', {}, value, more ? el('small', {}, more) : null));
  // Resident memory has pages of the program's file that its cgroup is not charged for.
  const ofLimit = (bytes) => (!(limit > 0 && f.known(bytes)) ? null
    : bytes > limit ? 'the limit, and file pages that it does not count' : `${f.share(bytes / limit)} of the limit`);
  const ahead = `in the next ${horizonSeconds} s`;
  const judged = score.forecasts > 0;
  const oom = forecast?.limitOomProbability;
  return [
    fact('Resident now', unknown(figures.residentBytes?.value), figures.residentBytes ? source(figures.residentBytes, nowMillis) : 'no source tells it'),
    fact(`Highest ${ahead}, p50`, unknown(forecast?.p50Bytes), ofLimit(forecast?.p50Bytes)),
    fact(`Highest ${ahead}, p95`, unknown(forecast?.p95Bytes), ofLimit(forecast?.p95Bytes)),
    fact('Limit', limit > 0 ? f.precise(limit) : f.known(limit) ? 'none' : 'unknown', figures.maxBytes ? SOURCES[figures.maxBytes.source] : null),
    fact(`Killed at its limit ${ahead}`, f.known(oom) ? f.chance(oom) : 'unknown', 'probability', oom >= 0.5 ? 'over' : oom >= 0.1 ? 'near' : null),
    fact('Error so far', judged ? f.share(score.error) : 'not yet',
      judged ? `mean of ${f.count(score.forecasts)} forecasts whose time is over` : `a forecast is judged ${horizonSeconds} s after it was made`),
    fact('p95 held', judged ? f.share(score.coverage) : 'not yet', judged ? 'of them; 95 % is right' : null),
    fact('Collector', f.known(forecast?.gcCpuFraction) ? f.share(forecast.gcCpuFraction) : 'unknown', 'of its CPU'),
    fact('Confidence', forecast ? f.share(forecast.confidence) : 'unknown', null),
  ];
}

export function flags({ flags: all }) {
  if (all.length === 0) return [el('p', { class: 'muted' }, 'Nothing to change is known.')];
  return all.map(({ flag, meaning, advice }) => el('article', { class: 'flag', 'data-flag': flag },
    el('h4', {}, f.flag(flag)),
    el('p', {}, advice),
    el('p', { class: 'muted' }, `Seen: ${meaning}.`)));
}

export function why({ chosen, horizonSeconds }) {
  const { forecast, why: parts } = chosen;
  if (!forecast || parts.length === 0) return [el('p', { class: 'muted' }, 'Nothing is known to forecast from.')];
  const adding = parts.filter((part) => part.unit === 'BYTES');
  const most = Math.max(1, forecast.p50Bytes, ...sums(adding));
  let sum = 0;
  const rows = adding.map((part) => {
    const from = sum;
    sum += part.value;
    const bar = el('div', { class: 'part', 'aria-hidden': 'true' }, el('span', {}));
    place(bar, '--from', (100 * Math.min(from, sum)) / most);
    place(bar, '--long', (100 * Math.abs(part.value)) / most);
    const first = from === 0;
    return row(part.name, first ? f.precise(part.value) : f.signed(part.value, f.precise), bar, part.value < 0 ? 'less' : first ? 'base' : 'more');
  });
  for (const part of parts) {
    if (part.unit !== 'BYTES') rows.push(row(part.name, f.amount(part.value, part.unit), null, 'other'));
  }
  rows.push(row(`p50 of the highest in the next ${horizonSeconds} s`, f.precise(forecast.p50Bytes), null, 'sum'));
  return [el('ol', { class: 'parts' }, rows)];
}

function row(name, value, bar, kind) {
  return el('li', { class: kind }, el('span', { class: 'name' }, name), bar ?? el('span', {}), el('span', { class: 'num' }, value));
}

function sums(parts) {
  let sum = 0;
  return parts.map((part) => (sum += part.value));
}

export const unknown = (bytes) => (f.known(bytes) ? f.precise(bytes) : 'unknown');
