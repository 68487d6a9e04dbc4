import css from '@/components/check/check.module.css'
import { CheckFacts } from '@/components/check/check-facts'
import { Verdict } from '@/components/check/check-result'
import { chinaTime } from '@/lib/core/clock'
import { STATE_WORDS, stageWords } from '@/lib/features/certificate/rules/facts'
import { lastDay } from '@/lib/features/certificate/rules/paper'
import type { CertificateCheck, CheckedMachine } from '@/lib/features/certificate/schema'
import own from './certificate.module.css'

/** Result of scanning a certificate's QR code: verdict, what it certified, and what is otherwise now. */
export function CertificateResult({ check }: { check: CertificateCheck }) {
  const until = lastDay(new Date(check.validUntil))
  const facts: [string, string | null][] = [
    ['证明编号', check.number],
    ['所有者', check.ownerName],
    ['所有者身份', check.ownerName && (check.ownerProved ? '出具时已核验' : '出具时未核验')],
    ['用途（所有者填写）', check.purpose],
    ['出具时间', chinaTime(new Date(check.issuedAt))],
    ['有效期至', `${until}（含当日）`],
    ['作废时间', check.withdrawnAt && chinaTime(new Date(check.withdrawnAt))],
    ['机械台数', `${check.total} 台`],
    ['核验时间', chinaTime(new Date(check.checkedAt))],
  ]
  return (
    <>
      <Verdict {...verdictOf(check, until)} />
      <CheckFacts facts={facts} />
      {check.machines.length > 0 && (
        <section aria-label="证明的机械">
          <h2 className={own.title}>证明的机械（出具时的登记情况）</h2>
          <ol className={own.machines}>
            {check.machines.map((machine) => (
              <Machine key={machine.registrationNumber} machine={machine} />
            ))}
          </ol>
        </section>
      )}
      <p className={css.note}>
        请逐项核对纸面或文件上的内容是否与上面一致，以本页为准。证明只说明登记记录，不是排放检测报告，不证明机械现在的排放状况，也不证明机械的权属。
      </p>
    </>
  )
}

function verdictOf({ status, changed, total }: CertificateCheck, until: string) {
  if (status === 'WITHDRAWN')
    return { tone: 'bad', title: '证明已作废', text: '所有者已作废这份证明，不能再使用。' } as const
  if (status === 'EXPIRED')
    return {
      tone: 'bad',
      title: '证明已过有效期',
      text: `有效期至 ${until}，不能再使用。${changed > 0 ? `出具后有 ${changed} 台登记有变化。` : ''}`,
    } as const
  if (changed > 0)
    return {
      tone: 'waiting',
      title: '证明开具后有变化',
      text: `证明在有效期内，但 ${total} 台机械中有 ${changed} 台的登记已与证明不同，见下面标出的各台。`,
    } as const
  return {
    tone: 'good',
    title: '证明有效',
    text: `有效期至 ${until}。证明的内容与现在的登记记录一致。`,
  } as const
}

function Machine({ machine }: { machine: CheckedMachine }) {
  const { registrationNumber, category, brand, model, serial, registeredOn, state, stateNow, changes } =
    machine
  const lines = [
    [category, [brand, model].filter(Boolean).join(' ')].filter(Boolean).join('，'),
    serial ? `出厂编号 ${serial}` : '',
    `排放阶段 ${stageWords(machine)}`,
    `${registeredOn} 登记，${STATE_WORDS[state]}`,
  ]
  return (
    <li data-changed={changes.length > 0 || undefined}>
      <strong>{registrationNumber}</strong>
      {lines.filter(Boolean).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {changes.length > 0 && (
        <div className={own.changes}>
          <p>证明开具后有变化（现在：{STATE_WORDS[stateNow]}）</p>
          <ul>
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        </div>
      )}
    </li>
  )
}
