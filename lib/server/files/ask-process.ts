/** A process beside the server that answers one question at a time, with bounded memory and time. */
import type { ChildProcess, Serializable } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import os from 'node:os'

/** How often the memory of an answering process is looked at. */
const WATCH_MS = 200
/** It shares the processors with whoever waits for a page. */
const MOST_NICE = 10

/** Why there is no answer; the process is of no use then. */
export type NoAnswer = 'TIMEOUT' | 'MEMORY' | 'ENDED'

/**
 * Sends a question and waits for the next message. Never rejects.
 * @param limits `mostBytes`: what the process may hold in all
 */
export function askProcess<Answer extends object>(
  child: ChildProcess,
  question: Serializable,
  limits: { timeoutMs: number; mostBytes: number },
): Promise<Answer | NoAnswer> {
  return new Promise((resolve) => {
    const late = setTimeout(() => settle('TIMEOUT'), limits.timeoutMs)
    const watch = setInterval(() => {
      void memoryOf(child.pid).then((bytes) => bytes > limits.mostBytes && settle('MEMORY'))
    }, WATCH_MS)
    const ended = () => settle('ENDED')
    const settle = (answer: Answer | NoAnswer) => {
      clearTimeout(late)
      clearInterval(watch)
      child.off('message', settle).off('error', ended).off('exit', ended)
      resolve(answer)
    }
    child.on('message', settle).on('error', ended).on('exit', ended)
    child.send(question, (error) => error && ended())
  })
}

/** A new process neither keeps the server alive nor takes the processors from it. @param nice its priority. @returns the same process */
export function besideServer(child: ChildProcess, nice = MOST_NICE): ChildProcess {
  // Said by 'exit' as well; without a listener it would end the server.
  child.on('error', () => undefined)
  child.unref()
  child.channel?.unref()
  try {
    if (child.pid) os.setPriority(child.pid, nice)
  } catch {
    // Ended at once, which its 'exit' says, or not allowed.
  }
  return child
}

/** Bytes that a process holds; 0 where the system does not say. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const text = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')
  return Number(text.split(' ')[1] ?? 0) * 4096
}
