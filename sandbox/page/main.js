import { attempt, pressInMessage } from './acts.js';
import { get, listen } from './api.js';
import { createComposer } from './composer.js';
import { createHome } from './home.js';
import { firstUser, look, looking, onLook } from './looking.js';
import { createModal } from './modal.js';
import { createPanel } from './panel.js';
import { drawPanes, isPhone } from './panes.js';
import { readerOf } from './reader.js';
import { drawSidebar } from './sidebar.js';
import { createSlackPane } from './slack-pane.js';
import { clearTrouble, showTrouble } from './trouble.js';
import { createUnread } from './unread.js';
import { openHome, readDetections, readWorld } from './world.js';

const byId = (id) => document.getElementById(id);
const parts = {
  pane: createSlackPane(),
  composer: createComposer(byId('composer')),
  home: createHome(byId('home')),
  modal: createModal(byId('modal')),
  unread: createUnread(byId('announcer')),
};

void start();

async function start() {
  parts.panel = createPanel(byId('aws'), (await attempt(readDetections)) ?? []);
  onLook(() => {
    clearTrouble();
    void refresh();
    greet();
  });
  listen({ onChange: refresh, onConnection });
  await refresh();
  greet();
}

/** One reading at a time; what changes meanwhile is read once more afterwards. */
let reading = false;
let again = false;
async function refresh() {
  if (reading) {
    again = true;
    return;
  }
  reading = true;
  do {
    again = false;
    await redraw();
  } while (again);
  reading = false;
}

async function redraw() {
  try {
    draw(await readWorld(await settled()));
  } catch (error) {
    showTrouble(error.message);
  }
}

/** What is looked at, with a person and a place that exist. */
async function settled() {
  const { user, place } = looking();
  if (user !== undefined && place !== undefined) return looking();
  const { users, channels } = await get('state');
  look({ user: user ?? firstUser(users), place: place ?? channels[0].id });
  return looking();
}

function draw(world) {
  const { user, place, pane } = looking();
  const reader = readerOf(world, user);
  byId('app').dataset.pane = pane;
  const isCovered = pane === 'aws' && isPhone.matches;
  const unread = parts.unread.count(world, reader, isCovered ? undefined : place);
  drawPanes(byId('panes'), pane, unread);
  drawSidebar(byId('sidebar'), world, reader, unread);
  parts.pane.draw(world, reader, { press: pressInMessage });
  parts.home.draw(world.home, reader);
  parts.composer.draw(world, reader);
  parts.modal.draw(world.views, reader);
  parts.panel.draw(world, reader);
}

/** The app hears that its Home was opened. */
let greeted;
function greet() {
  const { user, place } = looking();
  const visit = place === 'app' ? user : undefined;
  if (visit !== undefined && visit !== greeted) void attempt(() => openHome(visit));
  greeted = visit;
}

let wasLost = false;
function onConnection(isOpen) {
  if (!isOpen) showTrouble('The connection to the sandbox is lost. Is `npm start` still running?');
  else if (wasLost) {
    clearTrouble();
    void refresh();
  }
  wasLost = !isOpen;
}
