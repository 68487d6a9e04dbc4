/** Runs helper programs of a start: they end when this process ends and do not receive the terminal's signals. */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { followParent, projectRoot } from './project'
import { Interrupted, PlainError, Reported } from './say'

/** Called with each started process, so that it can be ended early. */
export type OnChild = (child: ChildProcess) => void

const tsx = pathToFileURL(path.join(projectRoot, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href

type Options = { args: string[]; env: Record<string, string | undefined>; shown: boolean }

/** @returns the exit code, and the output unless it was shown */
async function run(
  { args, env, shown }: Options,
  onChild: OnChild,
): Promise<{ code: number | null; output: Buffer }> {
  const output = shown ? 'inherit' : 'pipe'
  // What is built is no secret, and other users may run it.
  const before = process.umask(0o022)
  const child = spawn(process.execPath, ['--import', followParent, ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...env, FOLLOW_PARENT: String(process.pid) },
    stdio: ['ignore', output, output, 'ipc'],
    // Ctrl-C is handled here and passed on.
    detached: true,
  })
  process.umask(before)
  onChild(child)
  const pieces: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => pieces.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => pieces.push(chunk))
  const { code, signal } = await new Promise<{ code: number | null; signal: NodeJS.Signals | null }>(
    (resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve({ code, signal }))
    },
  )
  if (signal) throw new Interrupted()
  return { code, output: Buffer.concat(pieces) }
}

/** Runs a package's program; its output is shown only on failure. @throws PlainError */
export async function runQuietly(
  program: string,
  args: string[],
  env: Record<string, string | undefined>,
  onChild: OnChild,
): Promise<void> {
  const file = path.join(projectRoot, 'node_modules', program)
  const { code, output } = await run({ args: [file, ...args], env, shown: false }, onChild)
  if (code === 0) return
  process.stderr.write(output)
  throw new PlainError(`${path.basename(program)} ${args.join(' ')} 没有成功，见上面的输出。`)
}

/** Runs one of scripts/*.ts, which prints its own progress and errors. @throws Reported */
export async function runScript(
  name: string,
  args: string[],
  env: Record<string, string | undefined>,
  onChild: OnChild,
): Promise<void> {
  const file = path.join(projectRoot, 'scripts', `${name}.ts`)
  const { code } = await run({ args: ['--import', tsx, file, ...args], env, shown: true }, onChild)
  if (code !== 0) throw new Reported(`${name} ended with ${code}`)
}
