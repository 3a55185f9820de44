// SPDX-License-Identifier: MIT
// Asks the worker, and starts it anew where it does not answer in time.
const PATIENCE = 20000;

let worker, waiting = new Map(), count = 0;

function restart(reason) {
  worker?.terminate();
  worker = undefined;
  for (const { reject, timer } of waiting.values()) {
    clearTimeout(timer); // it would end the worker that comes next
    reject(new Error(reason));
  }
  waiting.clear();
}

function start() {
  worker = new Worker('worker.js');
  worker.onerror = (event) => restart(event.message || 'the engine did not start');
  worker.onmessage = ({ data }) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    clearTimeout(asked?.timer);
    if (data.failed !== undefined) asked?.reject(new Error(data.failed));
    else asked?.resolve(data.answer);
  };
}

export function ask(kind, words) {
  if (!worker) start();
  return new Promise((resolve, reject) => {
    const id = ++count;
    const timer = setTimeout(() => restart(`it took longer than ${PATIENCE / 1000} s; the engine was started anew`), PATIENCE);
    waiting.set(id, { resolve, reject, timer });
    worker.postMessage({ ...words, kind, id });
  });
}
