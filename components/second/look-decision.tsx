import Link from 'next/link'
import { Fact, Facts, Panel } from '@/components/desk/panel'
import { chinaTime } from '@/lib/core/clock'
import type { Names } from '@/lib/features/content/rules/display'
import { FINDING_LABELS, type SecondLook } from '@/lib/features/second-look/schema'
import css from './fleet.module.css'

/** What was decided, by whom, and, once it is given, the second look. */
export function LookDecision({ look, names }: { look: SecondLook; names: Names }) {
  const { kind, decidedAt, deciderName, emissionStage, comment, registrationNumber } = look
  const stage = emissionStage ? (names.lists.STAGE?.[emissionStage] ?? emissionStage) : null
  return (
    <Panel title="原来的决定" label="原来的决定">
      <Facts>
        <Fact label="决定">{kind === 'APPROVED' ? '审核通过' : '不予登记'}</Fact>
        <Fact label="审核人">{deciderName}</Fact>
        <Fact label="决定时间">{chinaTime(new Date(decidedAt))}</Fact>
        {stage ? <Fact label="现在的排放阶段">{stage}</Fact> : null}
        {registrationNumber ? <Fact label="登记号码">{registrationNumber}</Fact> : null}
        {comment ? (
          <Fact label={kind === 'DECLINED' ? '不予登记的理由' : '审核备注'} wide>
            {comment}
          </Fact>
        ) : null}
      </Facts>
      <p className={css.quiet} style={{ padding: '0 12px 8px' }}>
        下面是作出决定时的那次提交。编号和照片的查重按现在的登记比对，其余核对保留当时的结果。
      </p>
      {look.result ? <Given look={look} /> : null}
    </Panel>
  )
}

function Given({ look: { result, findings, machineId, kind } }: { look: SecondLook }) {
  return (
    <div style={{ padding: '0 12px 8px' }} role="status">
      <strong>{result === 'AGREE' ? '您同意原来的决定' : '您写明的问题'}</strong>
      <ul>
        {findings.map(({ kind: about, text }) => (
          <li key={`${about}${text}`}>
            {FINDING_LABELS[about]}：{text}
          </li>
        ))}
      </ul>
      {result === 'FINDING' ? (
        <p>
          复核不改变已发的号码。
          {machineId ? (
            <>
              更正排放阶段、撤销登记由主管在
              <Link href={`/machines/${machineId}`} prefetch={false}>
                机械页
              </Link>
              办理；登记内容由机主申请信息变更。
            </>
          ) : null}
          {kind === 'DECLINED' ? '不予登记有误的，请联系机主重新提交登记。' : null}
        </p>
      ) : null}
    </div>
  )
}
