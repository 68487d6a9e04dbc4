/** Node's own profiler in another process, over its inspector: on for just as long as asked. */
import { freePort } from '../lib/postgres'

export interface CpuProfile {
  nodes: {
    id: number
    callFrame: { functionName: string; url: string }
    children?: number[]
  }[]
  samples: number[]
  timeDeltas: number[]
}

export interface Inspector {
  /** What the process is to be started with. */
  nodeOptions: string
  profile(work: () => Promise<void>): Promise<CpuProfile>
}

const SAMPLE_MICROSECONDS = 500

export async function makeInspector(): Promise<Inspector> {
  const port = await freePort()
  const profile = async (work: () => Promise<void>): Promise<CpuProfile> => {
    const [target] = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()
    const socket = new WebSocket(target.webSocketDebuggerUrl)
    await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
    const ask = asker(socket)
    await ask('Profiler.enable')
    await ask('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS })
    await ask('Profiler.start')
    await work()
    const answer = await ask<{ profile: CpuProfile }>('Profiler.stop')
    socket.close()
    return answer.profile
  }
  return { nodeOptions: `--inspect=127.0.0.1:${port}`, profile }
}

function asker(socket: WebSocket) {
  let last = 0
  return <T>(method: string, params: object = {}): Promise<T> => {
    last += 1
    const id = last
    return new Promise((resolve, reject) => {
      const hear = ({ data }: MessageEvent): void => {
        const message = JSON.parse(String(data))
        if (message.id !== id) return
        socket.removeEventListener('message', hear)
        if (message.error) reject(new Error(`${method}: ${message.error.message}`))
        else resolve(message.result)
      }
      socket.addEventListener('message', hear)
      socket.send(JSON.stringify({ id, method, params }))
    })
  }
}
