'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useEntry } from '@/components/account/use-entry'
import blocks from '@/components/mobile/blocks.module.css'
import { Confirm } from '@/components/mobile/confirm'
import { MobilePage } from '@/components/mobile/mobile-page'
import { SignedIn } from '@/components/mobile/signed-in'
import { Failed, Loading } from '@/components/mobile/states'
import { chinaMinute } from '@/lib/core/clock'
import { UNIT_ROLE_LABELS, UNIT_ROLE_WORDS, type UnitRole } from '@/lib/core/unit-role'
import {
  acceptInvitation,
  actFor,
  declineInvitation,
  leaveUnit,
  ownUnitsQuery,
  refreshMembers,
  withdrawRequest,
} from '@/lib/features/member/api'
import { REQUEST_HINTS } from '@/lib/features/member/rules'
import type { OwnUnits } from '@/lib/features/member/schema'
import { JoinForm } from './join-form'
import styles from './member.module.css'
import { PlaceCard } from './place-card'

/** 我的单位: for whom a person acts, invitations to answer, and asking to join a unit. */
export function UnitsPage() {
  return (
    <MobilePage title="我的单位" back="/m/me">
      <SignedIn>
        <Units />
      </SignedIn>
    </MobilePage>
  )
}

type Act = {
  title: string
  verb: string
  text: string
  danger?: boolean
  run: () => Promise<unknown>
  enters?: boolean
}
type Asks = { units: OwnUnits; onAct: (act: Act) => void }

function Units() {
  const { data, error, refetch } = useQuery(ownUnitsQuery())
  const queryClient = useQueryClient()
  const enter = useEntry()
  const [act, setAct] = useState<Act | null>(null)
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />
  if (!data.person)
    return (
      <p>
        您用单位账号的手机号登录，直接以单位的身份办理。其他人员请用各自的个人账号登录，由管理人员在“我的账号—单位人员”里邀请。
      </p>
    )
  return (
    <>
      <Invitations units={data} onAct={setAct} />
      <Places units={data} onAct={setAct} />
      <Requests units={data} onAct={setAct} />
      <JoinForm onAsked={() => refreshMembers(queryClient)} />
      {act && (
        <Confirm
          title={act.title}
          act={act.verb}
          danger={act.danger}
          onAct={async () => {
            try {
              await act.run()
            } finally {
              if (!act.enters) await refreshMembers(queryClient)
            }
          }}
          onDone={() => act.enters && enter('/m')}
          onClose={() => setAct(null)}
        >
          <p>{act.text}</p>
        </Confirm>
      )}
    </>
  )
}

const roleWords = (role: UnitRole) => `${UNIT_ROLE_LABELS[role]}：${UNIT_ROLE_WORDS[role]}`

function Invitations({ units: { invitations }, onAct }: Asks) {
  if (invitations.length === 0) return null
  return (
    <section aria-label="收到的邀请">
      <ul className={blocks.cards}>
        {invitations.map(({ id, unitName, role, invitedBy, expiresAt }) => (
          <PlaceCard
            key={id}
            label={unitName}
            title={`${unitName} 邀请您代其办理`}
            tone="wait"
            rows={[
              ['权限', roleWords(role)],
              ['邀请人', invitedBy ?? '该单位账号的手机'],
              ['有效至', chinaMinute(new Date(expiresAt))],
            ]}
            acts={{
              接受: () => onAct(acceptance(id, unitName, role)),
              不接受: () => onAct(refusalOf(id, unitName)),
            }}
          />
        ))}
      </ul>
    </section>
  )
}

function Places({ units: { units, actingFor, person }, onAct }: Asks) {
  return (
    <section className={styles.part} aria-label="以谁的身份办理">
      <h2>现在：{actingFor ? `${person?.name} · 为 ${actingFor.name} 办理` : `${person?.name}，本人`}</h2>
      <ul className={blocks.cards}>
        {actingFor && (
          <PlaceCard
            label="本人"
            title={`${person?.name}，本人`}
            acts={{ 回到本人: () => onAct(toOneself) }}
          />
        )}
        {units.map(({ id, unitId, name, role, since }) => {
          const here = actingFor?.id === unitId
          return (
            <PlaceCard
              key={id}
              label={name}
              title={name}
              rows={[
                ['权限', roleWords(role)],
                ['加入', chinaMinute(new Date(since))],
              ]}
              hint={here && '正在代该单位办理。要退出该单位，请先回到本人。'}
              acts={
                here
                  ? {}
                  : {
                      代该单位办理: () => onAct(toUnit(unitId, name)),
                      退出该单位: () => onAct(outOf(id, name)),
                    }
              }
            />
          )
        })}
      </ul>
      {units.length === 0 && <p className={blocks.note}>还没有您可以代为办理的单位。</p>}
    </section>
  )
}

const acceptance = (id: string, unitName: string, role: UnitRole): Act => ({
  title: '接受邀请？',
  verb: '接受',
  text: `您将可以代 ${unitName} 办理（权限：${UNIT_ROLE_LABELS[role]}），该单位会看到您的姓名和掩码后的手机号，办理的每一件事都记录您的姓名。不认识该单位的，不要接受。`,
  run: () => acceptInvitation(id),
})

const refusalOf = (id: string, unitName: string): Act => ({
  title: '不接受邀请？',
  verb: '不接受',
  text: `${unitName} 的邀请随即失效。`,
  run: () => declineInvitation(id),
})

const toOneself: Act = {
  title: '回到本人？',
  verb: '回到本人',
  text: '接下来的登记和变更都在您本人名下。',
  run: () => actFor(null),
  enters: true,
}

const toUnit = (unitId: string, name: string): Act => ({
  title: '代单位办理？',
  verb: '代该单位办理',
  text: `接下来的登记和变更都在 ${name} 名下，并记录是您办理的。`,
  run: () => actFor(unitId),
  enters: true,
})

const outOf = (id: string, name: string): Act => ({
  title: '退出该单位？',
  verb: '退出',
  danger: true,
  text: `您不能再代 ${name} 办理；要再加入，须由该单位邀请或同意。`,
  run: () => leaveUnit(id),
})

const STATES: Record<OwnUnits['requests'][number]['state'], string> = {
  OPEN: '等待单位答复',
  ACCEPTED: '已同意',
  REFUSED: '没有同意',
  WITHDRAWN: '已撤回',
  EXPIRED: '没有答复，已过期',
}

function Requests({ units: { requests }, onAct }: Asks) {
  if (requests.length === 0) return null
  return (
    <section className={styles.part} aria-label="我的申请">
      <h2>加入单位的申请</h2>
      <ul className={blocks.cards}>
        {requests.map(({ id, unitCodeMasked, state, createdAt, expiresAt }) => (
          <PlaceCard
            key={id}
            label={unitCodeMasked}
            title={STATES[state]}
            tone={state === 'OPEN' ? 'wait' : 'still'}
            rows={[
              ['统一社会信用代码', unitCodeMasked],
              ['申请', chinaMinute(new Date(createdAt))],
              ['有效至', state === 'OPEN' ? chinaMinute(new Date(expiresAt)) : null],
            ]}
            hint={state === 'OPEN' || state === 'EXPIRED' ? REQUEST_HINTS[state] : null}
            acts={state === 'OPEN' ? { 撤回: () => onAct(withdrawalOf(id)) } : {}}
          />
        ))}
      </ul>
    </section>
  )
}

const withdrawalOf = (id: string): Act => ({
  title: '撤回申请？',
  verb: '撤回',
  text: '该单位不再看到您的申请。',
  run: () => withdrawRequest(id),
})
