// The list of nodes: live for the fullest, by page and filter for all.
import { el, text, place, byId, arrange } from './dom.js';
import * as f from './format.js';

const PAGE = 60;
const REFRESH_MILLIS = 2000;

export class Nodes {
  #list = byId('nodes');
  #rows = new Map();
  #live = { byName: new Map(), order: [], total: 0, overfull: 0, now: 0 };
  #offset = 0;
  #filter = '';
  #timer = null;
  #request = 0;

  constructor() {
    byId('nodes-back').addEventListener('click', () => this.#turn(-PAGE));
    byId('nodes-on').addEventListener('click', () => this.#turn(PAGE));
    byId('node-filter').addEventListener('input', (event) => {
      this.#filter = event.target.value.trim();
      this.#offset = 0;
      this.#look();
    });
    this.#list.append(...Array.from({ length: 6 }, () => el('li', { class: 'skeleton' })));
  }

  /** Takes one second of the stream. */
  take(event) {
    const live = this.#live;
    if (event.full) live.byName.clear();
    for (const row of event.nodes) live.byName.set(row.name, row);
    live.order = event.order;
    const shown = new Set(event.order);
    for (const name of live.byName.keys()) if (!shown.has(name)) live.byName.delete(name);
    live.total = event.nodeCount;
    live.now = event.nowMillis;
    if (this.#isLive()) this.#show(live.order.map((name) => live.byName.get(name)), live.total, live.now);
  }

  #isLive() {
    return this.#offset === 0 && this.#filter === '';
  }

  #turn(by) {
    this.#offset = Math.max(0, this.#offset + by);
    this.#look();
    byId('nodes-title').scrollIntoView({ block: 'nearest' });
  }

  async #look() {
    clearTimeout(this.#timer);
    const request = ++this.#request;
    if (this.#isLive()) {
      const live = this.#live;
      this.#show(live.order.map((name) => live.byName.get(name)), live.total, live.now);
      return;
    }
    try {
      const query = new URLSearchParams({ limit: PAGE, offset: this.#offset });
      if (this.#filter) query.set('name', this.#filter);
      const response = await fetch(`api/nodes?${query}`);
      const page = await response.json();
      if (request === this.#request && response.ok) this.#show(page.nodes, page.total, page.nowMillis);
    } catch {
      // The connection state in the header says it.
    }
    if (request === this.#request) this.#timer = setTimeout(() => this.#look(), REFRESH_MILLIS);
  }

  #show(nodes, total, now) {
    this.#list.setAttribute('aria-busy', 'false');
    const wanted = [];
    const names = new Set();
    for (const node of nodes.filter(Boolean)) {
      names.add(node.name);
      let row = this.#rows.get(node.name);
      if (!row) this.#rows.set(node.name, (row = new NodeItem(node.name)));
      row.show(node, now);
      wanted.push(row.element);
    }
    for (const name of this.#rows.keys()) if (!names.has(name)) this.#rows.delete(name);
    if (wanted.length === 0) {
      wanted.push(el('li', { class: 'empty' }, this.#filter
        ? `No node has “${this.#filter}” in its name.`
        : 'No node is known yet. They appear as soon as the cluster has been read.'));
    }
    arrange(this.#list, wanted);
    const pages = total > PAGE || this.#offset > 0;
    byId('pager').hidden = !pages;
    byId('nodes-back').disabled = this.#offset === 0;
    byId('nodes-on').disabled = this.#offset + PAGE >= total;
    text(byId('nodes-range'), `${f.count(Math.min(this.#offset + 1, total))} to ${f.count(Math.min(this.#offset + PAGE, total))} of ${f.count(total)}`);
  }
}

class NodeItem {
  #fill = el('span', { class: 'fill' });
  #memory = el('span', { class: 'figure' });
  #measured = el('span');
  #when = el('span', { class: 'when' });
  #error = el('span', { class: 'error' });
  #pods = el('span', { class: 'muted' });
  #bar = el('div', { class: 'bar', role: 'img' },
    el('span', { class: 'track' }), el('span', { class: 'high' }), el('span', { class: 'mean' }),
    el('span', { class: 'expected' }), el('span', { class: 'measured' }), el('span', { class: 'limit' }));

  constructor(name) {
    this.element = el('li', { class: 'node' },
      el('div', { class: 'node-name' }, el('strong', { title: name }, name), this.#pods),
      this.#bar,
      el('div', { class: 'node-figures' },
        el('div', {}, this.#fill, this.#memory), el('div', {}, el('span', { class: 'muted' }, this.#measured, this.#when), this.#error)));
  }

  show(node, now) {
    const scale = Math.max(node.allocatableBytes, node.forecastBytes, node.measuredBytes ?? 0, 1);
    const percent = (value) => (100 * (value ?? 0)) / scale;
    place(this.#bar, '--at-allocatable', percent(node.allocatableBytes));
    place(this.#bar, '--at-mean', percent(node.meanBytes));
    place(this.#bar, '--at-high', percent(node.forecastBytes));
    place(this.#bar, '--at-limit', percent(node.limitBytes));
    place(this.#bar, '--at-expected', percent(node.expectedBytes));
    place(this.#bar, '--at-measured', percent(node.measuredBytes));
    this.element.dataset.level = node.fill > 1 ? 'over' : node.fill > 0.9 ? 'near' : 'ok';
    text(this.#fill, `${f.plain(node.fill * 100)} %`);
    text(this.#memory, `${f.bytes(node.forecastBytes)} of ${f.bytes(node.limitBytes)}`);
    const measured = f.known(node.measuredBytes);
    const when = f.known(node.sampledAtMillis) ? `, ${f.age(now - node.sampledAtMillis)} ago` : '';
    text(this.#measured, measured ? `measured ${f.bytes(node.measuredBytes)}` : 'not measured');
    text(this.#when, measured ? when : '');
    text(this.#error, measured ? `${f.signedPercent(node.errorPercent)}` : '');
    this.#error.title = measured
      ? `The forecast mean of the measured pods, ${f.bytes(node.expectedBytes)}, against what they hold now`
      : '';
    const unknown = node.unknownPods > 0 ? `, ${node.unknownPods} unknown` : '';
    text(this.#pods, `${node.pods} pods${unknown}`);
    const label = `${node.name}: forecast ${f.bytes(node.forecastBytes)} at p95, mean ${f.bytes(node.meanBytes)}`
      + `, limit ${f.bytes(node.limitBytes)}, allocatable ${f.bytes(node.allocatableBytes)}`
      + `, ${measured ? `measured ${f.bytes(node.measuredBytes)}` : 'not measured'}`
      + (node.chargedBytes > 0 ? `, of it ${f.bytes(node.chargedBytes)} for pods that are not bound yet` : '');
    if (this.#bar.getAttribute('aria-label') !== label) {
      this.#bar.setAttribute('aria-label', label);
      this.#bar.title = label;
    }
  }
}
