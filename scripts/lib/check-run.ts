/** One step of `npm test`: a program in a process group of its own, its output kept, its result counted. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from './project'

export const reportDir = path.join(projectRoot, '.test')

export interface Step {
  name: string
  command: string
  args: string[]
  /** A test runner's own report, from which its tests are counted; without one the step counts as one test. */
  report?: { file: string; count: (report: unknown) => Count; failures: (report: unknown) => string[] }
  withinMinutes: number
  /** Beside the environment of the whole run. */
  env?: Record<string, string>
}

export interface Count {
  passed: number
  failed: number
}

export interface Outcome extends Count {
  name: string
  seconds: number
  /** What to show when it failed. */
  faults: string
}

const shownLines = 60

let stopRequested = false

/** Somebody pressed Ctrl-C, or ended the program that began us: the present step is ended and no other begun. */
export const isStopRequested = (): boolean => stopRequested

function runProgram(step: Step): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(step.command, step.args, {
      cwd: projectRoot,
      env: { ...process.env, ...step.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its own group, so that a step that hangs is ended together with what it started.
      detached: true,
    })
    const chunks: Buffer[] = []
    const end = (code: number | null, more = '') =>
      resolve({ code, output: Buffer.concat(chunks).toString('utf8') + more })
    const endGroup = (signal: NodeJS.Signals) => {
      try {
        if (child.pid) process.kill(-child.pid, signal)
      } catch {
        // It ended by itself in the meantime.
      }
    }
    const interrupt = () => {
      stopRequested = true
      endGroup('SIGTERM')
    }
    const late = setTimeout(() => {
      chunks.push(Buffer.from(`\nended after ${step.withinMinutes} minutes\n`))
      endGroup('SIGTERM')
      setTimeout(() => endGroup('SIGKILL'), 10_000).unref()
    }, step.withinMinutes * 60_000)
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt).once('disconnect', interrupt)
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.once('error', (error) => end(1, error.message))
    child.once('close', (code) => {
      clearTimeout(late)
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt).off('disconnect', interrupt)
      end(code)
    })
  })
}

function readReport(step: Step, code: number | null): { count: Count; failures: string[] } {
  const whole = { count: { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }, failures: [] }
  if (!step.report) return whole
  // No report: the runner did not even begin, whatever it says.
  if (!existsSync(step.report.file)) return { count: { passed: 0, failed: 1 }, failures: [] }
  const report: unknown = JSON.parse(readFileSync(step.report.file, 'utf8'))
  const count = step.report.count(report)
  const failures = step.report.failures(report)
  // An error outside any test (a crash, an unhandled rejection), or no test at all, is a failure of its own.
  if ((code !== 0 && count.failed === 0) || count.passed + count.failed === 0) count.failed += 1
  return { count, failures }
}

/** Runs the step and never throws: what went wrong is in the outcome. */
export async function runStep(step: Step): Promise<Outcome> {
  const began = Date.now()
  if (step.report) rmSync(step.report.file, { force: true })
  const { code, output } = await runProgram(step)
  writeFileSync(path.join(reportDir, `${step.name.replaceAll(/\W+/g, '-')}.log`), output)
  const { count, failures } = readReport(step, code)
  const shown = failures.length > 0 ? failures : output.trimEnd().split('\n').slice(-shownLines)
  return {
    ...count,
    name: step.name,
    seconds: (Date.now() - began) / 1000,
    faults: count.failed === 0 ? '' : shown.join('\n'),
  }
}
