// Two plots over one time axis: memory, and how long tasks waited for it.
import { byId } from './dom.js';
import * as f from './format.js';
import { MEMORY, PRESSURE, align, nearest } from './series.js';

/** A pause in the telemetry that is longer than this is not bridged by a line. */
const GAP_SECONDS = 75;
/** A bound that is higher than this many times everything else would flatten the plot; then it is above it. */
const FAR = 2.5;
const BINARY_STEPS = Array.from({ length: 36 }, (_, i) => 2 ** (i + 10));

const TIME_STEPS = [5, 10, 15, 30, 60, 120, 300, 600, 1800];

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export class Plot {
  #uPlot;
  #follow;
  #memory = null;
  #pressure = null;
  #columns = {};
  #now = 0;
  #top = 1;
  #waits = 0.05;
  #hidden = new Set(['workingSetBytes']);
  #observer = new ResizeObserver(() => this.#resize());

  /** @param follow is called with the index of the time that is pointed at, null for none */
  constructor(uPlot, follow) {
    this.#uPlot = uPlot;
    this.#follow = follow;
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', () => [this.#memory, this.#pressure].forEach((plot) => plot?.redraw(false)));
    for (const id of ['plot-memory', 'plot-pressure']) {
      this.#observer.observe(byId(id));
      byId(id).addEventListener('keydown', (event) => this.#key(event));
      byId(id).addEventListener('blur', () => this.#point(null));
    }
  }

  show(answer) {
    const horizon = answer.horizonSeconds;
    this.#now = answer.nowMillis / 1000;
    this.#columns = align(answer.chosen, horizon);
    this.#scale();
    const { xs } = this.#columns;
    const data = (series) => [xs, ...series.map(({ key }) => this.#columns[key])];
    if (!this.#memory) {
      this.#memory = this.#make('plot-memory', MEMORY, f.mark, () => [0, this.#top], BINARY_STEPS, data(MEMORY));
      this.#pressure = this.#make('plot-pressure', PRESSURE, f.share, () => [0, this.#waits], undefined, data(PRESSURE));
    } else {
      this.#memory.setData(data(MEMORY));
      this.#pressure.setData(data(PRESSURE));
    }
  }

  isShown(group) {
    return !this.#hidden.has(group);
  }

  toggle(group) {
    if (!this.#hidden.delete(group)) this.#hidden.add(group);
    for (const [plot, all] of [[this.#memory, MEMORY], [this.#pressure, PRESSURE]]) {
      all.forEach((one, i) => {
        if ((one.group ?? one.key) === group) plot?.setSeries(i + 1, { show: this.isShown(group) });
      });
    }
  }

  has(index) {
    return index !== null && index < this.#columns.xs.length;
  }

  /** The value of a line near the time with that index; undefined if there is none. */
  at(key, index) {
    const found = nearest(this.#columns.xs, this.#columns[key] ?? [], index);
    return found === null ? undefined : this.#columns[key][found];
  }

  /** The newest value of a line; undefined if there is none. */
  newest(key) {
    return (this.#columns[key] ?? []).findLast((value) => f.known(value));
  }

  /** Epoch milliseconds. */
  time(index) {
    return this.#columns.xs[index] * 1000;
  }

  /** Whether a bound lies above what is drawn. */
  isAbove(bytes) {
    return bytes > this.#top;
  }

  #scale() {
    const highest = (series) => series.reduce((most, { key }) =>
      this.#columns[key].reduce((m, value) => Math.max(m, value ?? 0), most), 0);
    const data = highest(MEMORY.filter((one) => !one.bound)) || 1;
    const bounds = MEMORY.filter((one) => one.bound).map((one) => highest([one])).filter((bound) => bound <= data * FAR);
    this.#top = Math.max(data, ...bounds) * 1.06;
    this.#waits = Math.min(1, Math.max(0.05, highest(PRESSURE) * 1.15));
  }

  #make(id, series, write, range, incrs, data) {
    const parent = byId(id);
    const axis = { stroke: () => css('--muted'), grid: { stroke: () => css('--line'), width: 1 }, ticks: { show: false }, font: '12px system-ui, sans-serif' };
    const plot = new this.#uPlot({
      width: Math.max(200, parent.clientWidth),
      height: Math.max(60, parent.clientHeight),
      padding: [12, 30, 0, 0],
      legend: { show: false },
      scales: { y: { range }, x: { time: true } },
      axes: [
        { ...axis, values: (u, splits) => splits.map((second) => f.clock(second * 1000)), space: 90, incrs: TIME_STEPS, size: 30 },
        { ...axis, values: (u, splits) => splits.map((split) => write(split)), size: 74, incrs, space: id === 'plot-memory' ? 44 : 24 },
      ],
      series: [{}, ...series.map((one) => ({
        scale: 'y',
        stroke: () => css(one.color),
        fill: one.fill && (() => css(one.fill)),
        width: one.width,
        dash: one.dash,
        show: this.isShown(one.group ?? one.key),
        points: { show: (u, i, from, to) => to - from < 8, size: 4 },
        gaps: (u, i, from, to, gaps) => gaps.filter(([a, b]) => u.posToVal(b, 'x', true) - u.posToVal(a, 'x', true) > GAP_SECONDS),
      }))],
      bands: id === 'plot-memory' ? [{ series: [1, 2], fill: () => css('--band') }] : [],
      cursor: {
        y: false,
        drag: { x: false, y: false },
        sync: { key: 'headroom-time' },
        points: { size: 7 },
        dataIdx: (u, i, index) => (i === 0 ? index : nearest(u.data[0], u.data[i], index) ?? index),
      },
      hooks: {
        draw: [(u) => this.#drawNow(u)],
        setCursor: [(u) => this.#follow(u.cursor.left >= 0 && u.cursor.idx !== null && u.cursor.idx !== undefined ? u.cursor.idx : null)],
      },
    }, data, parent);
    return plot;
  }

  /** Left of it is what was, right of it what is expected. */
  #drawNow(u) {
    const x = Math.round(u.valToPos(this.#now, 'x', true));
    const { left, top, width, height } = u.bbox;
    if (!(x > left && x < left + width)) return;
    const { ctx } = u;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.strokeStyle = css('--muted');
    ctx.fillStyle = css('--muted');
    ctx.lineWidth = ratio;
    ctx.setLineDash([3 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
    ctx.stroke();
    if (u === this.#memory || !this.#memory) {
      ctx.font = `${11 * ratio}px system-ui, sans-serif`;
      ctx.textAlign = 'right';
      ctx.fillText('now', x - 4 * ratio, top + 11 * ratio);
    }
    ctx.restore();
  }

  #resize() {
    for (const [plot, id] of [[this.#memory, 'plot-memory'], [this.#pressure, 'plot-pressure']]) {
      const { clientWidth: width, clientHeight: height } = byId(id);
      if (plot && width > 0 && (plot.width !== width || plot.height !== height)) plot.setSize({ width, height });
    }
  }

  /** Arrows go from time to time, Home and End to the first and the last, Escape away. */
  #key(event) {
    const { xs } = this.#columns;
    if (!xs?.length) return;
    const at = this.#memory.cursor.left >= 0 ? this.#memory.cursor.idx : null;
    const last = xs.length - 1;
    const present = Math.max(0, xs.findLastIndex((x) => x <= this.#now));
    const target = { ArrowLeft: (at ?? present + 1) - 1, ArrowRight: (at ?? present - 1) + 1, Home: 0, End: last, Escape: null }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.#point(target === null ? null : Math.max(0, Math.min(last, target)));
  }

  #point(index) {
    for (const plot of [this.#memory, this.#pressure]) {
      const left = index === null ? -10 : plot?.valToPos(this.#columns.xs[index], 'x');
      plot?.setCursor({ left, top: index === null ? -10 : 10 });
    }
    this.#follow(index);
  }
}
