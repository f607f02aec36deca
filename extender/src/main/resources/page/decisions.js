// The table of last decisions.
import { el, text, byId } from './dom.js';
import * as f from './format.js';

const SHOWN = 100;

export const OUTCOMES = {
  PENDING: 'waiting',
  GONE: 'deleted',
  UNRESOLVED: 'not bound',
};

export class Decisions {
  #body = byId('decisions');
  #rows = new Map();
  #open;

  /** @param open is called with the UID of the pod that was chosen */
  constructor(open) {
    this.#open = open;
    this.#body.append(...Array.from({ length: 6 }, () =>
      el('tr', { class: 'skeleton-row' }, el('td', { colspan: 6 }, el('div', { class: 'skeleton' })))));
  }

  take(event) {
    if (event.full) {
      this.#rows.clear();
      this.#body.replaceChildren();
    }
    this.#body.setAttribute('aria-busy', 'false');
    // Newest first in the event; the newest goes to the top last.
    for (const row of [...event.decisions].reverse()) this.#show(row, event.full);
    while (this.#body.childElementCount > SHOWN) {
      this.#rows.delete(this.#body.lastElementChild.dataset.uid);
      this.#body.lastElementChild.remove();
    }
    for (const item of this.#rows.values()) text(item.age, f.age(event.nowMillis - item.decidedAt));
    const empty = byId('decisions-empty');
    empty.hidden = this.#rows.size > 0;
    if (!empty.hidden) {
      text(empty, 'No decision yet. It appears here when kube-scheduler asks about a pod whose '
        + `schedulerName is ${event.status.profiles.map((p) => (p.schedulerName === '*' ? 'any' : p.schedulerName)).join(' or ')}.`);
    }
  }

  #show(row, quiet) {
    let item = this.#rows.get(row.uid);
    if (!item) {
      item = this.#make(row);
      this.#rows.set(row.uid, item);
      if (!quiet) item.element.classList.add('new');
    }
    // A pod that is asked about again is a new decision.
    if (row.decidedAtMillis !== item.decidedAt) this.#body.prepend(item.element);
    item.decidedAt = row.decidedAtMillis;
    const [namespace, name] = row.pod.split('/');
    text(item.name, name);
    item.name.title = row.pod;
    text(item.namespace, row.workload ? `${namespace} · ${row.workload.split('/').slice(1).join(' ')}` : namespace);
    text(item.node, row.node ?? OUTCOMES[row.outcome] ?? '');
    item.node.title = row.node ?? '';
    item.node.classList.toggle('muted', !row.node);
    text(item.rank, row.rank ? (row.rank === 1 ? 'best' : `rank ${row.rank}`) : '');
    item.rank.classList.toggle('second', row.rank > 1);
    text(item.score, f.plain(row.score));
    const known = row.forecast.source !== 'UNKNOWN';
    text(item.forecast, known ? f.bytes(row.forecast.meanBytes) : 'unknown');
    text(item.spread, known ? `± ${f.bytes(row.forecast.spreadBytes)}` : '');
    text(item.mode, row.mode.toLowerCase());
    item.mode.dataset.mode = row.mode;
  }

  #make(row) {
    const item = {
      name: el('button', { type: 'button', class: 'open', 'aria-haspopup': 'dialog', onclick: () => this.#open(row.uid) }),
      namespace: el('small', { class: 'muted' }),
      node: el('span'),
      rank: el('small', { class: 'rank' }),
      score: el('span'),
      forecast: el('span'),
      spread: el('small', { class: 'muted' }),
      mode: el('span', { class: 'mode' }),
      age: el('td', { class: 'num age' }),
    };
    item.element = el('tr', {},
      el('td', { class: 'pod' }, item.name, item.namespace),
      el('td', { class: 'where' }, item.node),
      el('td', { class: 'num score' }, item.score, item.rank),
      el('td', { class: 'num memory' }, item.forecast, item.spread),
      el('td', { class: 'modes' }, item.mode),
      item.age);
    item.element.dataset.uid = row.uid;
    return item;
  }
}
