/** One step of `npm test`: a program in its own process group, with captured output and counted results. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from './project'

export const reportDir = path.join(projectRoot, '.test')

export interface Step {
  name: string
  command: string
  args: string[]
  /** Report file of a test runner, to count its tests; without one the step counts as one test. */
  report?: { file: string; count: (report: unknown) => Count; failures: (report: unknown) => string[] }
  timeoutMinutes: number
  /** Added to the environment of the whole run. */
  env?: Record<string, string>
}

export interface Count {
  passed: number
  failed: number
}

export interface Outcome extends Count {
  name: string
  seconds: number
  /** Text shown on failure. */
  faults: string
}

const shownLines = 60

let stopRequested = false

/** True after Ctrl-C or the end of the parent process: the current step is stopped and no other starts. */
export const isStopRequested = (): boolean => stopRequested

function runProgram(step: Step): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(step.command, step.args, {
      cwd: projectRoot,
      env: { ...process.env, ...step.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its own group, so that a hanging step is ended together with its children.
      detached: true,
    })
    const chunks: Buffer[] = []
    const end = (code: number | null, more = '') =>
      resolve({ code, output: Buffer.concat(chunks).toString('utf8') + more })
    const endGroup = (signal: NodeJS.Signals) => {
      try {
        if (child.pid) process.kill(-child.pid, signal)
      } catch {
        // It has already ended.
      }
    }
    const interrupt = () => {
      stopRequested = true
      endGroup('SIGTERM')
    }
    const timeout = setTimeout(() => {
      chunks.push(Buffer.from(`\nended after ${step.timeoutMinutes} minutes\n`))
      endGroup('SIGTERM')
      setTimeout(() => endGroup('SIGKILL'), 10_000).unref()
    }, step.timeoutMinutes * 60_000)
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt).once('disconnect', interrupt)
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.once('error', (error) => end(1, error.message))
    child.once('close', (code) => {
      clearTimeout(timeout)
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt).off('disconnect', interrupt)
      end(code)
    })
  })
}

function readReport(step: Step, code: number | null): { count: Count; failures: string[] } {
  const whole = { count: { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }, failures: [] }
  if (!step.report) return whole
  // No report: the runner did not start, whatever its exit code.
  if (!existsSync(step.report.file)) return { count: { passed: 0, failed: 1 }, failures: [] }
  const report: unknown = JSON.parse(readFileSync(step.report.file, 'utf8'))
  const count = step.report.count(report)
  const failures = step.report.failures(report)
  // An error outside any test (a crash, an unhandled rejection), or no test at all, is a failure of its own.
  if ((code !== 0 && count.failed === 0) || count.passed + count.failed === 0) count.failed += 1
  return { count, failures }
}

/** Runs the step. Never throws: failures are part of the outcome. */
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
