import { FAULTS } from './faults'
import { HALVES, type Judged } from './labelled-set'

export const isCaught = ({ fault, doubts }: Judged): boolean =>
  doubts.some(({ code, paths }) => code === fault?.code && (!fault.path || paths.includes(fault.path)))

/** Doubts of checks that neither the fault nor what follows from it explains. */
export const wrongOf = ({ fault, doubts }: Judged): Judged['doubts'] =>
  doubts.filter(({ code }) => code !== fault?.code && !fault?.also?.includes(code))

/** How many of each kind are caught, and how many filings wrongly marked, in each half. */
export function figures(judged: readonly Judged[]): { head: string[]; rows: string[][] } {
  const inHalves = (cell: (all: Judged[]) => string) =>
    HALVES.map((half) => cell(judged.filter((one) => one.half === half)))
  const caught = (kind: (one: Judged) => boolean) =>
    inHalves((all) => {
      const own = all.filter(kind)
      return `${own.filter(isCaught).length} of ${own.length}`
    })
  const wrong = (kind: (one: Judged) => boolean) =>
    inHalves((all) => {
      const own = all.filter(kind)
      return `${own.filter((one) => wrongOf(one).length > 0).length} of ${own.length}`
    })
  return {
    head: ['Fault', 'Check', ...HALVES.map((half) => `caught, ${half}`)],
    rows: [
      ...FAULTS.map((fault) => [fault.name, fault.code, ...caught((one) => one.fault === fault)]),
      ['*all kinds*', '', ...caught(({ fault }) => fault !== null)],
      ['*wrongly marked: any other check in doubt*', '', ...wrong(() => true)],
      ['*of these without a fault*', '', ...wrong(({ fault }) => fault === null)],
    ],
  }
}
