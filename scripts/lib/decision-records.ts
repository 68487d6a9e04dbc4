/** Checks the format of the records in docs/decisions, and their index. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from './project'

const dir = 'docs/decisions'
const form =
  /^# (?<number>\d+)\. (?<title>\S.*)\n\nDate: \d{4}-\d\d-\d\d\nStatus: (?<status>accepted|superseded by \d+)\n\n## /

/** Only `Decision` is required; sections must be in this order. */
const sections = ['Context', 'Decision', 'Consequences', 'Rejected']

const read = (file: string) => readFileSync(path.join(projectRoot, dir, file), 'utf8')

function sectionFault(text: string): string | undefined {
  const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading)
  const known = headings.filter((heading) => sections.includes(heading))
  if (!known.includes('Decision')) return 'has no section "## Decision"'
  const inOrder = sections.filter((section) => known.includes(section))
  return known.join() === inOrder.join() ? undefined : `its sections should be: ${inOrder.join(', ')}`
}

function recordFaults(file: string, index: string): string[] {
  const text = read(file)
  const { number = '', title = '', status = '' } = form.exec(text)?.groups ?? {}
  if (number === '' || number.padStart(4, '0') !== file.slice(0, 4))
    return [
      'begins with "# N. Title", then the lines "Date: YYYY-MM-DD" and "Status: accepted | superseded by N"',
    ]
  const line = `| ${number} | [${title}](${file}) | ${status} |`
  const missing = index.includes(`${line}\n`) ? undefined : `${dir}/README.md lacks the line ${line}`
  return [sectionFault(text), missing].filter((fault) => fault !== undefined)
}

/** @returns a line for each record with a wrong format or without an entry in the index */
export function decisionFaults(): string[] {
  const index = read('README.md')
  const files = readdirSync(path.join(projectRoot, dir)).filter((file) => /^\d{4}-.*\.md$/.test(file))
  const gone = [...index.matchAll(/\]\((\d{4}-[^)]+)\)/g)].filter(([, file = '']) => !files.includes(file))
  return [
    ...files.flatMap((file) => recordFaults(file, index).map((fault) => `${dir}/${file}: ${fault}`)),
    ...gone.map(([, file]) => `${dir}/README.md: ${file} is gone`),
  ]
}
