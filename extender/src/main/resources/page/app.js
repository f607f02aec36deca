// Follows the stream and hands each second to the parts of the page.
import { el, text, byId, replaceIfChanged } from './dom.js';
import * as f from './format.js';
import { Nodes } from './nodes.js';
import { Decisions } from './decisions.js';
import { Panel } from './panel.js';
import { Workloads } from './workloads.js';
import { Timeline } from './timeline.js';

/** A stream that is silent for so long is dead, whatever the browser thinks of the connection. */
const SILENCE_MILLIS = 5000;

const panel = new Panel();
const nodes = new Nodes();
const decisions = new Decisions((uid) => panel.open(uid));
const workloads = new Workloads();
const timeline = new Timeline();
let stream = null;
let lastEvent = performance.now();

function connect() {
  stream?.close();
  lastEvent = performance.now();
  stream = new EventSource('api/stream');
  stream.addEventListener('second', (message) => {
    lastEvent = performance.now();
    connection('live', 'Live');
    const event = JSON.parse(message.data);
    header(event.status);
    tiles(event);
    nodes.take(event);
    decisions.take(event);
  });
  stream.addEventListener('error', () => connection('lost', 'Disconnected, trying again'));
}

function connection(state, label) {
  const element = byId('connection');
  element.dataset.state = state;
  document.body.classList.toggle('lost', state === 'lost');
  text(element, label);
}

function header(status) {
  text(byId('version'), status.version);
  text(byId('legend-limit'), `limit, ${Math.round(status.sensitivity * 100)} %`);
  const badges = [];
  if (status.simulated) badges.push(el('span', { class: 'badge simulated' }, 'SIMULATED CLUSTER'));
  if (status.killSwitch) badges.push(el('span', { class: 'badge kill' }, 'kill switch on: answers neutrally'));
  for (const profile of status.profiles) {
    const name = profile.schedulerName === '*' ? 'any scheduler' : profile.schedulerName;
    badges.push(el('span', { class: 'badge mode', 'data-mode': profile.mode }, `${name}: ${profile.mode.toLowerCase()}`));
  }
  replaceIfChanged(byId('badges'), badges);

  const notices = status.degraded.map((reason) =>
    el('p', { class: 'notice' }, el('strong', {}, reason.code), ' ', reason.sentence));
  for (const profile of status.profiles) {
    for (const name of profile.takenOut) {
      notices.push(el('p', { class: 'notice bad' }, el('strong', {}, name),
        ` failed too often and is left out of profile ${profile.schedulerName} for a while. The log says why.`));
    }
  }
  replaceIfChanged(byId('notices'), notices);
}

function tiles(event) {
  const { status } = event;
  const tile = (name, value, more, level) => el('div', { 'data-level': level },
    el('dt', {}, name), el('dd', {}, value, el('small', {}, more)));
  replaceIfChanged(byId('tiles'), [
    tile('Nodes', f.count(event.nodeCount), status.synced ? 'all known' : 'still reading the cluster'),
    tile('Forecast over the limit', f.count(event.overfull), event.overfull === 1 ? 'node' : 'nodes', event.overfull > 0 ? 'over' : 'ok'),
    tile('Decisions', f.count(status.decisions.total), 'since the start'),
    tile('Waiting', f.count(status.decisions.pending), 'pods not seen on a node yet'),
  ]);
}

setInterval(() => {
  if (performance.now() - lastEvent > SILENCE_MILLIS) {
    connection('lost', 'Disconnected, trying again');
    connect();
  }
}, 1000);

/** What is shown is in the address, so that it can be sent to somebody and Back works. */
function route() {
  const hash = new URLSearchParams(location.hash.slice(1));
  const workload = hash.get('workload');
  const view = workload ? 'timeline' : hash.has('workloads') ? 'workloads' : 'nodes';
  for (const name of ['nodes', 'workloads', 'timeline']) byId(`view-${name}`).hidden = name !== view;
  document.body.dataset.view = view;
  byId('tab-nodes').setAttribute('aria-current', view === 'nodes' ? 'page' : 'false');
  byId('tab-workloads').setAttribute('aria-current', view === 'nodes' ? 'false' : 'page');
  if (view === 'workloads') workloads.open();
  else workloads.close();
  if (view === 'timeline') timeline.open({ workload, pod: hash.get('pod'), container: hash.get('container') });
  else timeline.close();
  if (view !== 'nodes') panel.close();
  else if (hash.get('pod')) panel.open(hash.get('pod'));
}

connect();
addEventListener('hashchange', route);
route();
