// Numbers as people read them, always with their unit.

const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

const one = (value) => {
  const rounded = Math.round(Math.abs(value) * 10) / 10;
  const digits = Number.isInteger(rounded) ? rounded.toFixed(0) : rounded.toFixed(1);
  return value < 0 && rounded !== 0 ? `−${digits}` : digits;
};

export const plain = (value) => (known(value) ? one(value) : '–');

export const known = (value) => value !== null && value !== undefined;

export function bytes(value) {
  if (!known(value)) return '–';
  const [number, unit] = scaled(Math.abs(value));
  return `${value < 0 ? '−' : ''}${one(number)} ${BINARY[unit]}`;
}

function scaled(value) {
  let rest = value;
  let unit = 0;
  while (rest >= 1023.5 && unit < BINARY.length - 1) {
    rest /= 1024;
    unit++;
  }
  return [rest, unit];
}

/** For the marks of an axis, which are round numbers: 2.25 GiB stays that. */
export function mark(value) {
  const [number, unit] = scaled(value);
  return `${Number(number.toFixed(2))} ${BINARY[unit]}`;
}

/** With three digits or more: where two values lie close together, one decimal of a GiB hides the difference. */
export function precise(value) {
  if (!known(value)) return '–';
  const [number, unit] = scaled(Math.abs(value));
  const digits = unit === 0 || number >= 100 ? 0 : number >= 10 ? 1 : 2;
  const rounded = number.toFixed(digits);
  return `${value < 0 && Number(rounded) !== 0 ? '−' : ''}${rounded} ${BINARY[unit]}`;
}

export function amount(value, unit) {
  switch (unit) {
    case 'BYTES': return bytes(value);
    case 'MILLI_CPU': return `${one(value / 1000)} CPU`;
    case 'PERCENT': return `${one(value)} %`;
    default: return one(value);
  }
}

export const signed = (value, write) => (known(value) ? `${value > 0 ? '+' : ''}${write(value)}` : '–');

export const signedPercent = (value) => signed(value, (v) => `${one(v)} %`);

export function age(millis) {
  if (!known(millis)) return '–';
  const seconds = Math.max(0, millis) / 1000;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return seconds < 129600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86400)} d`;
}

export const clock = (millis) => new Date(millis).toLocaleTimeString([], { hour12: false });

const SOURCES = {
  MEASURED: 'its own metrics',
  REPLICAS: 'metrics of its replicas',
  ANNOTATION: 'its annotation',
  SPEC: 'its specification',
  UNKNOWN: 'nothing known',
};

export const source = (name) => SOURCES[name] ?? name.toLowerCase();

/** A flag's name for people: gomemlimit-too-high is GOMEMLIMIT too high. */
export function flag(name) {
  const words = name.replaceAll('-', ' ').replace('gomemlimit', 'GOMEMLIMIT').replace('gogc', 'GOGC').replace('off heap', 'off-heap');
  return words[0].toUpperCase() + words.slice(1);
}

export const share = (value) => `${one(value * 100)} %`;

/** Of a probability: one that is not 0 is never written as 0. */
export function chance(value) {
  if (value > 0 && value < 0.001) return '< 0.1 %';
  return value < 1 && value > 0.999 ? '> 99.9 %' : share(value);
}

export const count = (value) => value.toLocaleString('en-US');
