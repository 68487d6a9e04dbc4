import { chinaTime } from '@/lib/core/clock'
import { isStamped } from '@/lib/features/content/rules/content'
import { displayValue, type Names } from '@/lib/features/content/rules/display'
import { STATUS_LABELS } from '@/lib/features/filing/rules/actions'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/status'
import { type ComparedField, compareContents, markDifferences, type Piece } from '@/lib/features/pair/rules'
import type { PairSide, PairView } from '@/lib/features/pair/schema'
import css from './pair.module.css'

const OWN = '本件'
const OTHER = '另一件'

type Props = { view: PairView; other: PairSide; names: Names }

/** Who, when and in which state, then the data: what is alike, what differs to the character, and folded what is equal. */
export function PairData({ view: { self, paths }, other, names }: Props) {
  const fields = compareContents(self.content, other.content)
  const alike = fields.filter(({ field }) => paths.includes(field.path))
  const rest = fields.filter((each) => !alike.includes(each))
  const differing = rest.filter(({ differs }) => differs)
  const equal = rest.filter(({ differs }) => !differs)
  const rows = (part: readonly ComparedField[]) =>
    part.map((each) => <FieldRow key={each.field.path} compared={each} sides={[self, other]} names={names} />)
  return (
    <>
      <table className={css.table} aria-label="两件登记对照">
        <thead>
          <tr>
            <th scope="col" style={{ width: 142 }}>
              项目
            </th>
            <th scope="col">{OWN}</th>
            <th scope="col">{OTHER}</th>
          </tr>
        </thead>
        <tbody>
          {FACTS.map(([label, text]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td data-label={OWN}>{text(self) || <span className={css.quiet}>—</span>}</td>
              <td data-label={OTHER}>{text(other) || <span className={css.quiet}>—</span>}</td>
            </tr>
          ))}
          <Heading text={`相同或只差易混字符的编号（${alike.length} 项）`} />
          {rows(alike)}
          <Heading text={`不同的（${differing.length} 项）`} />
          {rows(differing)}
        </tbody>
      </table>
      <details>
        <summary className={css.quiet}>其余 {equal.length} 项完全相同</summary>
        <table className={css.table} aria-label="相同的项目">
          <tbody>{rows(equal)}</tbody>
        </table>
      </details>
    </>
  )
}

const time = (at: string | null) => (at ? chinaTime(new Date(at)) : '')

const FACTS: readonly [label: string, text: (side: PairSide) => string][] = [
  ['状态', statusText],
  ['登记号码', ({ registrationNumber }) => registrationNumber ?? ''],
  ['机主', ({ owner }) => `${owner.name}（${owner.idNumberMasked}，${owner.phoneMasked}）`],
  ['提交人', ({ agentName, owner, filingId }) => (filingId ? (agentName ?? owner.name) : '')],
  [
    '提交时间',
    ({ submittedAt, revision }) =>
      `${time(submittedAt)}${revision && revision > 1 ? `（第 ${revision} 次）` : ''}`,
  ],
  ['登记时间', ({ registeredAt }) => time(registeredAt)],
  ['登记区县', ({ district }) => district ?? ''],
  ['正在审核的人员', ({ claim }) => (claim ? (claim.mine ? '您' : claim.staffName) : '')],
]

function statusText({ status, machineStatus }: PairSide): string {
  const filed = status ? STATUS_LABELS[status] : '由旧系统转入'
  return machineStatus ? `${filed}；登记${MACHINE_STATUS_LABELS[machineStatus]}` : filed
}

function Heading({ text }: { text: string }) {
  return (
    <tr>
      <th colSpan={3} scope="rowgroup">
        {text}
      </th>
    </tr>
  )
}

type RowProps = { compared: ComparedField; sides: [PairSide, PairSide]; names: Names }

function FieldRow({ compared: { field, one, other, differs }, sides, names }: RowProps) {
  const text = (value: ComparedField['one'], side: PairSide) =>
    field.path === 'districtCode' ? (side.district ?? '') : displayValue(field, value, names)
  const [mine, theirs] = [text(one, sides[0]), text(other, sides[1])]
  const [left, right] = differs ? markDifferences(mine, theirs) : [plain(mine), plain(theirs)]
  return (
    <tr>
      <th scope="row">{field.asClaim ?? field.label}</th>
      <Value label={OWN} pieces={left} code={isStamped(field.path)} />
      <Value label={OTHER} pieces={right} code={isStamped(field.path)} />
    </tr>
  )
}

const plain = (text: string): Piece[] => (text === '' ? [] : [{ text, differs: false, at: 0 }])

type ValueProps = { label: string; pieces: readonly Piece[]; code: boolean }

function Value({ label, pieces, code }: ValueProps) {
  if (pieces.length === 0)
    return (
      <td data-label={label}>
        <span className={css.quiet}>未填写</span>
      </td>
    )
  const shown = pieces.map(({ text, differs, at }) => (differs ? <mark key={at}>{text}</mark> : text))
  return (
    <td data-label={label} className={code ? css.code : undefined}>
      {shown}
    </td>
  )
}
