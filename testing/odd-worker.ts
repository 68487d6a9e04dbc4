/** A worker thread that does what threads should not, to see what its owner makes of it. */
import { parentPort } from 'node:worker_threads'

export type OddQuestion = { does: 'answer' | 'throw' | 'exit' | 'hang' | 'fill'; value?: string }

let answered = 0

parentPort?.on('message', ({ does, value }: OddQuestion) => {
  if (does === 'throw') throw new Error('odd')
  if (does === 'exit') process.exit(3)
  if (does === 'hang') for (;;);
  if (does === 'fill') {
    const held: number[][] = []
    for (;;) held.push(Array.from({ length: 100_000 }, (_, at) => at))
  }
  answered += 1
  parentPort?.postMessage({ value, answered })
})
