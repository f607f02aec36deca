// The list of workloads whose containers are followed.
import { el, text, place, byId, arrange } from './dom.js';
import * as f from './format.js';

const REFRESH_MILLIS = 2000;
const SHOWN = 200;

export class Workloads {
  #body = byId('workloads');
  #rows = new Map();
  #timer = null;
  #request = 0;
  #filter = '';

  constructor() {
    byId('workload-filter').addEventListener('input', (event) => {
      this.#filter = event.target.value.trim();
      this.#look();
    });
    this.#body.append(...Array.from({ length: 6 }, () =>
      el('tr', { class: 'skeleton-row' }, el('td', { colspan: 10 }, el('div', { class: 'skeleton' })))));
  }

  open() {
    this.#look();
  }

  close() {
    clearTimeout(this.#timer);
    this.#request++;
  }

  async #look() {
    clearTimeout(this.#timer);
    const request = ++this.#request;
    const query = new URLSearchParams({ limit: SHOWN });
    if (this.#filter) query.set('name', this.#filter);
    try {
      const response = await fetch(`api/workloads?${query}`);
      const answer = await response.json();
      if (request !== this.#request) return;
      if (!response.ok) throw new Error(answer.error);
      this.#show(answer);
      byId('workloads-error').hidden = true;
    } catch (error) {
      if (request !== this.#request) return;
      byId('workloads-error').hidden = false;
      text(byId('workloads-error'), error instanceof TypeError
        ? 'The connection to Headroom is lost; what is shown may be old.' : error.message);
    }
    this.#timer = setTimeout(() => this.#look(), REFRESH_MILLIS);
  }

  #show(answer) {
    this.#body.setAttribute('aria-busy', 'false');
    const wanted = [];
    const known = new Set();
    for (const workload of answer.workloads) {
      known.add(workload.workload);
      let row = this.#rows.get(workload.workload);
      if (!row) this.#rows.set(workload.workload, (row = new Row(workload.workload)));
      row.show(workload);
      wanted.push(row.element);
    }
    for (const key of this.#rows.keys()) if (!known.has(key)) this.#rows.delete(key);
    arrange(this.#body, wanted);
    const empty = byId('workloads-empty');
    empty.hidden = wanted.length > 0;
    text(empty, this.#filter
      ? `No followed workload has “${this.#filter}” in its name.`
      : 'No container has been measured yet. Workloads appear as soon as a scrape, a Prometheus or a kubelet tells of one.');
    text(byId('workloads-sub'), `Nearest their limit first. ${f.count(answer.followed)} of at most ${f.count(answer.mostFollowed)} containers are followed`
      + (answer.followed >= answer.mostFollowed ? ': those nearest their limits' : ''));
  }
}

class Row {
  #replicas = el('td', { class: 'num replicas', 'data-name': 'Replicas' });
  #now = el('td', { class: 'num now', 'data-name': 'Now' });
  #p50 = el('td', { class: 'num p50', 'data-name': 'p50' });
  #p95 = el('span', {});
  #share = el('small', { class: 'muted' });
  #limit = el('td', { class: 'num limit-of', 'data-name': 'Limit' });
  #oom = el('td', { class: 'num oom', 'data-name': 'Killed' });
  #error = el('span', {});
  #judged = el('small', { class: 'muted' });
  #flags = el('td', { class: 'flag-names' });
  #bar = el('div', { class: 'bar', role: 'img' },
    el('span', { class: 'track' }), el('span', { class: 'high' }), el('span', { class: 'mean' }),
    el('span', { class: 'measured' }), el('span', { class: 'limit' }));

  constructor(key) {
    const [namespace, kind, ...name] = key.split('/');
    this.element = el('tr', {},
      el('td', { class: 'workload' },
        el('a', { class: 'open', href: `#${new URLSearchParams({ workload: key })}`, title: key }, name.join('/')),
        el('small', { class: 'muted' }, `${namespace} · ${kind}`)),
      this.#replicas,
      el('td', { class: 'limit-bar' }, this.#bar),
      this.#now, this.#p50, el('td', { class: 'num p95', 'data-name': 'p95' }, this.#p95, this.#share), this.#limit, this.#oom,
      el('td', { class: 'num error-so-far', 'data-name': 'Error so far' }, this.#error, this.#judged),
      this.#flags);
  }

  show(row) {
    const limited = row.limitBytes > 0;
    const scale = Math.max(row.limitBytes ?? 0, row.p95Bytes ?? 0, row.residentBytes ?? 0, 1);
    const percent = (value) => (100 * (value ?? 0)) / scale;
    place(this.#bar, '--at-allocatable', limited ? percent(row.limitBytes) : 0);
    place(this.#bar, '--at-high', percent(row.p95Bytes));
    place(this.#bar, '--at-mean', percent(row.p50Bytes));
    place(this.#bar, '--at-measured', percent(row.residentBytes));
    place(this.#bar, '--at-limit', limited ? percent(row.limitBytes) : 0);
    this.#bar.classList.toggle('unlimited', !limited);
    const share = limited && f.known(row.p95Bytes) ? row.p95Bytes / row.limitBytes : null;
    const limit = limited ? f.precise(row.limitBytes) : f.known(row.limitBytes) ? 'no limit' : 'unknown';
    this.#bar.setAttribute('aria-label', `${row.pod}: now ${unknown(row.residentBytes)}, expected ${unknown(row.p50Bytes)} at p50, `
      + `${unknown(row.p95Bytes)} at p95, limit ${limit}`);
    this.#bar.title = this.#bar.getAttribute('aria-label');
    text(this.#replicas, f.count(row.replicas));
    this.#replicas.title = `${row.followed} followed`;
    text(this.#now, unknown(row.residentBytes));
    text(this.#p50, unknown(row.p50Bytes));
    text(this.#p95, unknown(row.p95Bytes));
    text(this.#share, share === null ? '' : `${f.share(share)}`);
    text(this.#limit, limit);
    const oom = row.limitOomProbability;
    text(this.#oom, f.known(oom) ? f.chance(oom) : 'unknown');
    this.element.dataset.level = oom >= 0.5 ? 'over' : oom >= 0.1 || share > 0.9 ? 'near' : 'ok';
    text(this.#error, f.known(row.error) ? f.share(row.error) : 'not yet');
    this.#error.classList.toggle('muted', !f.known(row.error));
    text(this.#judged, f.known(row.error) ? `of ${f.count(row.forecasts)}` : '');
    text(this.#flags, row.flags.filter((flag) => flag !== 'warming-up').map(f.flag).join(', '));
  }
}

const unknown = (bytes) => (f.known(bytes) ? f.precise(bytes) : 'unknown');
