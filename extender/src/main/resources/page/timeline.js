// One workload: what was forecast of a container beside what came, why, and what to change.
import { el, text, byId, replaceIfChanged } from './dom.js';
import * as f from './format.js';
import { Plot } from './plot.js';
import { MEMORY, PRESSURE } from './series.js';
import { facts, flags, source, unknown, why } from './reasons.js';

const REFRESH_MILLIS = 2000;

/** What the legend says, in its order; a group is shown and hidden as one. */
const LEGEND = [
  { group: 'band', keys: ['p50Bytes', 'p95Bytes'], name: (s) => `forecast, p50 to p95 of the highest in ${s} s`, from: 'the model, drawn at the end of the time it speaks of' },
  { group: 'residentBytes', name: () => 'resident memory' },
  { group: 'reachedBytes', name: (s) => `highest of the last ${s} s`, from: 'resident memory: what the band is held against' },
  { group: 'heapGoalBytes', name: () => 'heap goal (next_gc)' },
  { group: 'currentBytes', name: () => 'memory.current' },
  { group: 'workingSetBytes', name: () => 'working set' },
  { group: 'lowBytes', name: () => 'memory.low', bound: true },
  { group: 'highBytes', name: () => 'memory.high', bound: true },
  { group: 'maxBytes', name: () => 'limit (memory.max)', bound: true },
  { group: 'pressureSome', name: () => 'PSI some: a task waited for memory', share: true },
  { group: 'pressureFull', name: () => 'PSI full: all tasks waited', share: true },
];

export class Timeline {
  #plot = null;
  #legend = [];
  #answer = null;
  #pointed = null;
  #asked = null;
  #request = 0;
  #timer = null;

  constructor() {
    byId('replica').addEventListener('change', (event) => {
      const [pod, container] = event.target.value.split('/');
      const hash = { workload: this.#asked.workload, pod };
      if (container) hash.container = container;
      location.hash = new URLSearchParams(hash);
    });
  }

  /** @param asked workload, and perhaps pod and container */
  async open(asked) {
    const same = this.#asked?.workload === asked.workload;
    this.#asked = asked;
    const [namespace, kind, ...name] = asked.workload.split('/');
    text(byId('timeline-title'), name.join('/') || asked.workload);
    text(byId('timeline-sub'), `${namespace} · ${kind ?? ''}`);
    byId('timeline-ended').hidden = true;
    if (!same) this.#blank(true);
    this.#look();
  }

  close() {
    clearTimeout(this.#timer);
    this.#request++;
    this.#asked = null;
  }

  async #look() {
    clearTimeout(this.#timer);
    const request = ++this.#request;
    const { workload, pod, container } = this.#asked;
    const query = new URLSearchParams({ workload });
    if (pod) query.set('pod', pod);
    if (container) query.set('container', container);
    try {
      const [response, { default: uPlot }] = await Promise.all([fetch(`api/timeline?${query}`), import('./uplot.js')]);
      const answer = await response.json();
      if (request !== this.#request) return;
      if (response.ok) {
        byId('timeline-error').hidden = true;
        this.#show(answer, uPlot);
      } else if (response.status === 404 && pod) {
        // Pods come and go; the workload stays.
        text(byId('timeline-ended'), `The time line of ${pod} has ended; this is another replica.`);
        byId('timeline-ended').hidden = false;
        this.#asked = { workload };
        this.#look();
        return;
      } else {
        this.#blank(false);
        this.#fail(answer.error);
      }
    } catch (error) {
      if (request !== this.#request) return;
      this.#fail(error instanceof TypeError ? 'The connection to Headroom is lost; what is shown may be old.' : error.message);
    }
    this.#timer = setTimeout(() => this.#look(), REFRESH_MILLIS);
  }

  #fail(message) {
    const notice = byId('timeline-error');
    notice.hidden = false;
    text(notice, message);
  }

  #blank(loading) {
    byId('timeline-body').hidden = true;
    byId('timeline-loading').hidden = !loading;
    byId('timeline-error').hidden = true;
    byId('replicas-of').hidden = true;
    text(byId('replica-note'), '');
  }

  #show(answer, uPlot) {
    this.#answer = answer;
    // Stays with the replica that is shown, whichever comes nearest its limit next.
    this.#asked = { workload: this.#asked.workload, pod: answer.chosen.pod, container: answer.chosen.container };
    byId('timeline-loading').hidden = true;
    byId('timeline-body').hidden = false;
    this.#plot ??= new Plot(uPlot, (index) => this.#point(index));
    this.#plot.show(answer);
    if (this.#legend.length === 0) this.#makeLegend(answer.horizonSeconds);
    this.#read();
    this.#replicas(answer);
    replaceIfChanged(byId('timeline-facts'), facts(answer));
    replaceIfChanged(byId('timeline-flags'), flags(answer.chosen));
    replaceIfChanged(byId('timeline-why'), why(answer));
  }

  #replicas({ workload, replicas, chosen }) {
    const value = (one) => (one.container ? `${one.pod}/${one.container}` : one.pod);
    byId('replicas-of').hidden = false;
    // An open list must not change under the reader's hand.
    if (document.activeElement !== byId('replica')) {
      replaceIfChanged(byId('replica'), replicas.map((one) => el('option', { value: value(one) },
        `${value(one)} · ${unknown(one.residentBytes)}${one.limitBytes > 0 ? ` of ${f.precise(one.limitBytes)}` : ''}`)));
      byId('replica').value = value(chosen);
    }
    text(byId('replica-note'), `${f.count(replicas.length)} followed of ${f.count(workload.replicas)} ${workload.replicas === 1 ? 'replica' : 'replicas'}`
      + `${chosen.node ? ` · on ${chosen.node}` : ''}`);
  }

  #makeLegend(horizon) {
    const colors = new Map([...MEMORY, ...PRESSURE].map((one) => [one.group ?? one.key, one]));
    this.#legend = LEGEND.map((entry) => {
      const line = {
        entry,
        value: el('span', { class: 'num' }),
        from: el('small', { class: 'muted' }, entry.from ?? ''),
        button: el('button', { type: 'button', 'aria-pressed': String(this.#plot.isShown(entry.group)), onclick: () => {
          this.#plot.toggle(entry.group);
          line.button.setAttribute('aria-pressed', String(this.#plot.isShown(entry.group)));
        } }, el('span', { class: `swatch swatch-${entry.group}${colors.get(entry.group)?.dash ? ' dashed' : ''}` }), entry.name(horizon)),
      };
      line.element = el('li', {}, line.button, line.value, line.from);
      return line;
    });
    byId('plot-legend').replaceChildren(...this.#legend.map((line) => line.element));
  }

  #point(index) {
    this.#pointed = index;
    if (this.#legend.length > 0) this.#read();
  }

  /** Writes the values at the time that is pointed at, or else the newest. */
  #read() {
    const { chosen, nowMillis } = this.#answer;
    const plot = this.#plot;
    const index = plot.has(this.#pointed) ? this.#pointed : null;
    text(byId('plot-time'), index === null
      ? 'Now. Point at the plot, or focus it and use the arrow keys, to read another time.' : `At ${f.clock(plot.time(index))}`);
    for (const { entry, value, from, button } of this.#legend) {
      const figure = chosen.figures[entry.group];
      let shown;
      if (entry.group === 'band') {
        const [p50, p95] = index === null ? [chosen.forecast?.p50Bytes, chosen.forecast?.p95Bytes] : entry.keys.map((key) => plot.at(key, index));
        shown = f.known(p50) ? `${f.precise(p50)} to ${f.precise(p95)}` : null;
      } else {
        const at = index === null ? figure?.value ?? last(plot, entry.group) : plot.at(entry.group, index);
        const none = entry.bound && figure?.value === 0;
        shown = none ? 'none' : f.known(at) ? (entry.share ? f.share(at) : f.precise(at)) : null;
        if (entry.bound && f.known(at) && plot.isAbove(at)) shown += ', above the plot';
      }
      text(value, shown ?? 'unknown');
      value.classList.toggle('muted', shown === null);
      button.disabled = index === null && shown === null && !f.known(figure);
      if (!entry.from) text(from, figure ? source(figure, index === null ? nowMillis : null) : 'no source tells it');
    }
  }
}

/** The newest value of what is computed here. */
function last(plot, key) {
  return key === 'reachedBytes' ? plot.newest(key) : undefined;
}
