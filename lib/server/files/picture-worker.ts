/** Worker thread that reckons what is in pictures; started and ended by picture-thread.ts. */
import { parentPort } from 'node:worker_threads'
import { WORK, type WorkOrder } from './picture-work.ts'

function answerTo(order: WorkOrder): unknown {
  switch (order.name) {
    case 'look':
      return WORK.look(order.input)
    case 'open':
      return WORK.open(order.input)
    case 'near':
      return WORK.near(order.input)
    case 'compare':
      return WORK.compare(order.input)
    case 'closely':
      return WORK.closely(order.input)
  }
}

// What it throws ends the thread, and whoever asked hears of that.
parentPort?.on('message', (order: WorkOrder) => parentPort?.postMessage(answerTo(order)))
