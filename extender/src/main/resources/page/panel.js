// Why this node, why not that one.
import { el, text, place, byId } from './dom.js';
import * as f from './format.js';

const TITLES = {
  PENDING: 'Not seen on a node yet',
  GONE: 'Deleted before it was seen on a node',
  UNRESOLVED: 'Not seen on any node',
};

export class Panel {
  #dialog = byId('panel');
  #body = byId('panel-body');
  #uid = null;
  #request = 0;

  constructor() {
    byId('panel-close').addEventListener('click', () => this.#dialog.close());
    // A click beside the panel closes it, as Escape does.
    this.#dialog.addEventListener('click', (event) => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
    this.#dialog.addEventListener('close', () => {
      this.#uid = null;
      if (location.hash.startsWith('#pod=')) history.replaceState(null, '', location.pathname + location.search);
    });
  }

  close() {
    if (this.#dialog.open) this.#dialog.close();
  }

  open(uid) {
    this.#uid = uid;
    text(byId('panel-title'), 'Computing …');
    text(byId('panel-sub'), '');
    this.#body.replaceChildren(el('div', { class: 'skeleton tall' }), el('div', { class: 'skeleton tall' }));
    if (!this.#dialog.open) this.#dialog.showModal();
    history.replaceState(null, '', `#pod=${encodeURIComponent(uid)}`);
    this.#load(null);
  }

  async #load(against) {
    const request = ++this.#request;
    const query = new URLSearchParams({ pod: this.#uid });
    if (against) query.set('against', against);
    let answer;
    try {
      const response = await fetch(`explain?${query}`);
      answer = await response.json();
      if (!response.ok) throw new Error(answer.error);
    } catch (error) {
      if (request === this.#request) this.#fail(error);
      return;
    }
    if (request === this.#request) this.#show(answer);
  }

  #fail(error) {
    text(byId('panel-title'), 'No explanation');
    this.#body.replaceChildren(el('p', { class: 'notice', role: 'alert' },
      error instanceof TypeError ? 'The connection to Headroom is lost.' : error.message));
  }

  #show(answer) {
    const { explanation, comparison } = answer;
    const { pod, profile, mode } = explanation;
    text(byId('panel-title'), `${pod.namespace}/${pod.name}`);
    const parts = [pod.workload && pod.workload.split('/').slice(1).join(' '), `priority ${pod.priority}`,
      `profile ${profile === '*' ? 'for any scheduler' : profile}`, `mode ${mode.toLowerCase()}`,
      `decided ${f.clock(explanation.decidedAtMillis)}`,
      `asked ${explanation.asked === 1 ? 'once' : `${explanation.asked} times`}`];
    text(byId('panel-sub'), parts.filter(Boolean).join(' · '));
    const hadFocus = document.activeElement?.id === 'against';
    this.#body.replaceChildren(
      whyHere(answer),
      facts(explanation),
      this.#whyNot(answer),
      comparison ? plugins(explanation, comparison) : '',
      pod.workload ? el('p', {}, el('a', { href: `#${new URLSearchParams({ workload: pod.workload })}` },
        'Forecast and memory of this workload over time')) : '',
      ranking(explanation, (name) => this.#load(name), comparison?.against),
      shareOf(explanation.schedulerShare));
    if (hadFocus) byId('against')?.focus();
  }

  #whyNot({ explanation, comparison, whyNot }) {
    const subject = comparison?.subject ?? explanation.chosenNode ?? explanation.nodes[0]?.name;
    const option = (node) => {
      const score = f.known(node.score) ? `${f.plain(node.score)} points` : 'no score';
      const reason = node.refusal?.reason ?? node.reason;
      return el('option', { value: node.name, selected: node.name === comparison?.against },
        `${node.name} · ${score}${reason ? ` · ${reason}` : ''}`);
    };
    const full = explanation.nodes.filter((node) => node.name !== subject);
    const others = explanation.others;
    if (full.length + others.length === 0) return el('p', { class: 'muted' }, 'No other node was asked about.');
    const select = el('select', { id: 'against', onchange: (event) => this.#load(event.target.value) },
      full.length ? el('optgroup', { label: 'With all numbers' }, full.map(option)) : null,
      others.length ? el('optgroup', { label: 'Score and reason only' }, others.map(option)) : null);
    return el('section', { class: 'why' },
      el('div', { class: 'ask' }, el('h3', {}, 'Why not'), el('label', { class: 'sr', for: 'against' }, 'Other node'), select),
      el('p', { 'aria-live': 'polite' }, whyNot ?? 'There is nothing to compare.'));
  }
}

function whyHere({ explanation, whyHere: sentence }) {
  const title = explanation.chosenNode ? `Why ${explanation.chosenNode}` : TITLES[explanation.outcome] ?? '';
  return el('section', { class: 'why here' },
    el('h3', {}, title), el('p', {}, sentence),
    explanation.notes.map((note) => el('p', { class: 'note' }, note)));
}

function facts({ forecast, counts, preemption }) {
  const known = forecast.source !== 'UNKNOWN';
  const fact = (name, value, more) => el('div', {}, el('dt', {}, name), el('dd', {}, value, more ? el('small', {}, more) : null));
  return el('dl', { class: 'facts' },
    fact('Forecast', known ? f.bytes(forecast.meanBytes) : 'unknown', known ? `± ${f.bytes(forecast.spreadBytes)}` : null),
    fact('From', f.source(forecast.source), f.known(forecast.ageMillis) ? `${f.age(forecast.ageMillis)} old` : null),
    fact('Confidence', known ? f.share(forecast.confidence) : '–', null),
    fact('Nodes asked', f.count(counts.considered), `${f.count(counts.scored)} scored`),
    fact('Refused', f.count(counts.refused), counts.wouldRefuse ? `${f.count(counts.wouldRefuse)} passed all the same` : null),
    preemption ? fact('Preemption', `${preemption.keptCount} of ${preemption.candidates}`, 'candidates kept') : null);
}

function plugins(explanation, comparison) {
  const left = explanation.nodes.find((node) => node.name === comparison.subject);
  const right = explanation.nodes.find((node) => node.name === comparison.against);
  if (!left || !right || comparison.plugins.length === 0) return '';
  const weight = (difference) => Math.abs(difference.pointsDifference ?? 0);
  const telling = [...comparison.plugins].sort((a, b) => weight(b) - weight(a));
  return el('div', {}, telling.map((difference) => {
    const here = left.plugins.find((plugin) => plugin.plugin === difference.plugin);
    const there = right.plugins.find((plugin) => plugin.plugin === difference.plugin);
    return plugin(difference, here, there, comparison);
  }));
}

function plugin(difference, here, there, { subject, against }) {
  const scores = here.weight > 0;
  const row = (name, left, right, change, kind) => el('tr', { class: kind },
    el('th', { scope: 'row' }, name), el('td', { class: 'num' }, left), el('td', { class: 'num' }, right),
    el('td', { class: 'num change' }, change));
  const rows = [];
  if (scores) {
    rows.push(row('score, 0 to 100', f.plain(here.score), f.plain(there.score), f.signed(difference.scoreDifference, f.plain), 'sum'));
    rows.push(row('adds to the total', `${f.plain(here.points)}`, `${f.plain(there.points)}`, f.signed(difference.pointsDifference, f.plain), 'sum'));
  }
  if (here.refuses || there.refuses) {
    rows.push(row('verdict', here.refuses ? 'refuses' : 'fits', there.refuses ? 'refuses' : 'fits', '', 'sum'));
  }
  for (const q of difference.quantities) {
    rows.push(row(q.name, f.amount(q.subject, q.unit), f.amount(q.against, q.unit),
      q.difference === 0 ? '=' : f.signed(q.difference, (v) => f.amount(v, q.unit)), q.difference === 0 ? 'same' : ''));
  }
  const verdict = scores ? `weight ${f.plain(here.weight)}` : here.refuses || there.refuses ? 'filters' : 'fits on both';
  const trust = [verdict, f.known(here.confidence) ? `confidence ${f.share(here.confidence)}` : null, ages(here, there)];
  // A filter that has nothing against either node explains nothing; its numbers stay one click away.
  return el('details', { class: 'plugin', open: scores || here.refuses || there.refuses },
    el('summary', {}, difference.plugin, el('small', {}, trust.filter(Boolean).join(' · '))),
    rows.length
      ? el('div', { class: 'scroll' }, el('table', { class: 'compare' },
        el('thead', {}, el('tr', {}, el('td', {}), el('th', { scope: 'col', class: 'num' }, subject),
          el('th', { scope: 'col', class: 'num' }, against), el('th', { scope: 'col', class: 'num' }, 'difference'))),
        el('tbody', {}, rows)))
      : el('p', { class: 'muted' }, 'It gives no numbers.'));
}

function ages(here, there) {
  if (!f.known(here.ageMillis) && !f.known(there.ageMillis)) return null;
  const [left, right] = [f.age(here.ageMillis), f.age(there.ageMillis)];
  return left === right ? `data ${left} old at the decision` : `data ${left} and ${right} old at the decision`;
}

function ranking(explanation, choose, against) {
  const scored = explanation.nodes.filter((node) => f.known(node.score)).sort((a, b) => a.rank - b.rank);
  if (scored.length < 2) return '';
  return el('section', {},
    el('h3', {}, 'Best nodes'),
    el('ol', { class: 'ranking' }, scored.map((node) => {
      const bar = el('span', { class: 'score-bar' });
      place(bar, '--score', node.score);
      const chosen = node.name === explanation.chosenNode;
      return el('li', { class: chosen ? 'chosen' : node.name === against ? 'against' : null },
        el('span', { class: 'place muted' }, String(node.rank)),
        chosen || node.name === against
          ? el('span', { class: 'name' }, node.name)
          : el('button', { type: 'button', class: 'name', title: 'Compare with this node', onclick: () => choose(node.name) }, node.name),
        bar,
        el('span', { class: 'num' }, f.plain(node.score)),
        el('span', { class: 'num muted', title: 'what kube-scheduler was sent, 0 to 10' },
          f.known(node.sent) ? `sent ${node.sent}` : ''));
    })));
}

function shareOf(share) {
  const percent = f.share(share.share);
  const bar = el('div', { class: 'share', role: 'img', 'aria-label': `Headroom ${percent}` }, el('span', {}));
  place(bar, '--share', share.share * 100);
  return el('section', {},
    el('h3', {}, 'What our score can move'), bar,
    el('p', { class: 'muted' }, `At extender weight ${share.extenderWeight} Headroom gives a node at most ${f.count(share.ours)} of `
      + `${f.count(share.ours + share.inTree)} points, ${percent} of kube-scheduler’s total, with default in-tree weights.`));
}
