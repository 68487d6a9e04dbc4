/** Parses the reports of the two test runners; only the fields in use are declared. */
import { z } from 'zod'
import type { Count } from './check-run'

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})

/** A file that fails before its first test counts as one failed test. */
const brokenFiles = (report: z.infer<typeof vitestReport>) =>
  report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  )

export function countVitest(input: unknown): Count {
  const report = vitestReport.parse(input)
  return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles(report).length }
}

export function vitestFailures(input: unknown): string[] {
  const report = vitestReport.parse(input)
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(
        ({ fullName, failureMessages }) =>
          `✗ ${name}: ${fullName}\n  ${failureMessages?.[0]?.slice(0, 800) ?? ''}`,
      ),
  )
  return [...tests, ...brokenFiles(report).map(({ name, message }) => `✗ ${name}: ${message ?? ''}`)]
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.object({ message: z.string().optional() })),
})

/** Skipped tests count as failed: they were not run because an earlier test of their serial group failed. */
export function countPlaywright(input: unknown): Count {
  const { stats, errors } = playwrightReport.parse(input)
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length }
}

export function playwrightFailures(input: unknown): string[] {
  return playwrightReport.parse(input).errors.map(({ message }) => `✗ ${message ?? ''}`)
}
