import { PictureOutlined } from '@ant-design/icons'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { FactToolButton } from '@/components/desk/fact-tool'
import { Fact, Facts, Panel } from '@/components/desk/panel'
import { ChangedCode } from '@/components/filing/changed-code'
import { ComparisonMark } from '@/components/filing/comparison-mark'
import { DoubtReasons } from '@/components/filing/doubt-reasons'
import { photoOf } from '@/components/filing/photo-of-field'
import { CodeText } from '@/components/ui/code-text'
import { knownDay } from '@/lib/core/moment'
import type { DeskChange } from '@/lib/features/change/schema/console'
import { isStamped } from '@/lib/features/content/rules/content'
import { displayValue, type Names } from '@/lib/features/content/rules/display'
import { valueAt } from '@/lib/features/content/schema/content'
import { findField } from '@/lib/features/content/schema/fields'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/status'
import css from './change.module.css'

export type ChangePhoto = DeskChange['photos'][number] & { label: string }
/** The photo on which a field can be read: one sent with the change, else a registered one. */
export function photoFor(path: string, photos: readonly ChangePhoto[]): ChangePhoto | undefined {
  return (
    photoOf(
      path,
      photos.filter(({ changed }) => changed),
    ) ?? photoOf(path, photos)
  )
}

type TableProps = {
  change: DeskChange
  photos: readonly ChangePhoto[]
  onShow: (photo: ChangePhoto) => void
}

/** Changed fields, before and after, each with what the checks doubt and the photo on which it can be read. */
export function ChangeTable({ change, photos, onShow }: TableProps) {
  if (change.lines.length === 0) return null
  return (
    <Panel title="变更内容" label="变更内容">
      <table className={css.table}>
        <colgroup>
          <col style={{ width: '26%' }} />
          <col />
          <col />
          <col style={{ width: 34 }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">变更前</th>
            <th scope="col">变更后</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {change.lines.map((line) => (
            <ChangeRow
              key={line.path}
              line={line}
              change={change}
              photo={photoFor(line.path, photos)}
              photos={photos}
              onShow={onShow}
            />
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

type RowProps = TableProps & {
  line: DeskChange['lines'][number]
  photo: ChangePhoto | undefined
}

function ChangeRow({ line, change, photo, photos, onShow }: RowProps) {
  const { path, label, before, after, overtaken } = line
  const doubts = change.checks.filter(({ result, paths }) => result === 'DOUBT' && paths.includes(path))
  return (
    // The keys of the desk move between the rows.
    <tr data-fact tabIndex={-1}>
      <th scope="row">{label}</th>
      <td data-label="变更前" className={overtaken ? css.overtaken : undefined}>
        <Value path={path} text={before} />
        {overtaken && <div>申请之后该项已另有变更，通过后以本次为准</div>}
      </td>
      <td data-label="变更后" className={doubts.length > 0 ? css.doubted : css.after}>
        {isStamped(path) && before && after ? (
          <ChangedCode before={before} after={after} />
        ) : (
          <Value path={path} text={after} />
        )}
        <ReadOnPhoto line={line} change={change} photos={photos} onShow={onShow} />
        <DoubtReasons checks={doubts.filter(({ code }) => code !== 'PLATE_TEXT')} label={label} />
      </td>
      <td className={css.tools}>
        {photo && (
          <FactToolButton
            tool="photo"
            label={`看${label}的照片`}
            title="看对应照片 (V)"
            icon={<PictureOutlined />}
            onPress={() => onShow(photo)}
          />
        )}
      </td>
    </tr>
  )
}

/** What was read on the photo that was sent for the value. */
function ReadOnPhoto({ line: { path, label }, change, photos, onShow }: Omit<RowProps, 'photo'>) {
  const comparison = change.comparisons.find((one) => one.path === path)
  if (!comparison) return null
  const photo = photos.find(({ photoId }) => photoId === comparison.photoId)
  return (
    <ComparisonMark
      comparison={comparison}
      label={label}
      photo={photo}
      always={isStamped(path)}
      onShow={() => photo && onShow(photo)}
    />
  )
}

function Value({ path, text }: { path: string; text: string }) {
  return (
    <span>
      <CodeText code={isStamped(path)}>{text || '（空）'}</CodeText>
    </span>
  )
}

/** A text written by the owner or the officer, under a heading. */
export function ChangeText({ title, text }: { title: string; text: string | null }) {
  if (!text) return null
  return (
    <Panel title={title}>
      <p className={css.text}>{text}</p>
    </Panel>
  )
}

/** Fields by which an officer recognises a machine. */
const SHOWN = [
  'machine.categoryCode',
  'engine.fuelCode',
  'machine.brand',
  'machine.model',
  'machine.serial',
  'engine.model',
  'engine.serial',
  'codes.machineEnvCode',
  'plate',
  'placeCode',
  'placeDetail',
]

/** The machine with its current data. */
export function MachineFacts({ machine, names }: { machine: DeskChange['machine']; names: Names }) {
  const facts: [label: string, text: ReactNode][] = [
    ['登记号码', <strong key="number">{machine.registrationNumber}</strong>],
    ['登记状态', MACHINE_STATUS_LABELS[machine.status]],
    ['排放阶段', names.lists.STAGE?.[machine.emissionStage] ?? machine.emissionStage],
    ['机械现所在地', machine.district?.fullName ?? '—'],
    ['登记时间', knownDay(machine.registeredAt, machine.registeredPrecision)],
    ...SHOWN.flatMap((path): [string, ReactNode][] => {
      const field = findField(path)
      const text = field && displayValue(field, valueAt(machine.content, path), names)
      return field && text
        ? [
            [
              field.label,
              <CodeText key={path} code={isStamped(path)}>
                {text}
              </CodeText>,
            ],
          ]
        : []
    }),
  ]
  return (
    <Panel
      title="机械（现登记内容）"
      aside={
        machine.filingId && (
          <Link href={`/filings/${machine.filingId}`} prefetch={false} style={{ fontWeight: 400 }}>
            查看原登记
          </Link>
        )
      }
    >
      <Facts>
        {facts.map(([label, text]) => (
          <Fact key={label} label={label}>
            {text}
          </Fact>
        ))}
      </Facts>
    </Panel>
  )
}
