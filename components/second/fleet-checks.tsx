import { Alert } from 'antd'
import Link from 'next/link'
import { Fact, Facts, Panel, Quiet } from '@/components/desk/panel'
import { useOptions } from '@/components/setting/use-options'
import { isStamped } from '@/lib/features/content/rules/content'
import { displayValue } from '@/lib/features/content/rules/display'
import { valueAt } from '@/lib/features/content/schema/content'
import { FIELDS } from '@/lib/features/content/schema/fields'
import type { FleetRow } from '@/lib/features/fleet/schema'
import css from './fleet.module.css'

/** What is compared with the plate, and what the stage goes by. */
const PATHS = [
  'codes.machineEnvCode',
  'codes.disclosureNumber',
  'machine.serial',
  'machine.pin',
  'machine.categoryCode',
  'machine.model',
  'machine.manufacturedOn',
  'engine.fuelCode',
]

/** The open filing of the fleet: its main data, every doubt, and everything that was not checked. */
export function FleetChecks({ row, failed }: { row: FleetRow; failed: string | undefined }) {
  const { names } = useOptions()
  const { checks, suggestedStage } = row
  const doubts = checks.filter(({ result }) => result === 'DOUBT')
  const unchecked = checks.filter(({ result }) => result === 'NOT_CHECKED')
  const rest = checks.length - doubts.length - unchecked.length
  const fields = FIELDS.filter(({ path }) => PATHS.includes(path))
  return (
    <Panel
      title={row.content.machine.name ?? '编码登记'}
      label="当前一台"
      aside={
        <Link href={`/filings/${row.id}`} prefetch={false}>
          到审核台单独办理
        </Link>
      }
    >
      {failed ? <Alert type="error" showIcon title={`没有记为已查看：${failed}`} /> : null}
      <ul className={css.checks} aria-label="核对结果">
        {doubts.map(({ code, text }) => (
          <li key={`${code}${text}`} className={css.doubt}>
            存疑：{text}
          </li>
        ))}
        {unchecked.map(({ code, text }) => (
          <li key={`${code}${text}`} className={css.quiet}>
            没有核对：{text}
          </li>
        ))}
        <li className={css.quiet}>
          {rest} 项无疑点；建议阶段：
          {suggestedStage ? (names.lists.STAGE?.[suggestedStage.code] ?? suggestedStage.code) : '没有'}
        </li>
      </ul>
      <Facts>
        {fields.map((field) => (
          <Fact
            key={field.path}
            label={field.label}
            wide={isStamped(field.path)}
            code={isStamped(field.path)}
          >
            {displayValue(field, valueAt(row.content, field.path), names) || <Quiet>—</Quiet>}
          </Fact>
        ))}
      </Facts>
    </Panel>
  )
}
