'use client'

import { type UseQueryResult, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useLocalDrafts } from '@/components/filing/form/use-local-drafts'
import { Who } from '@/components/member/who'
import { useQuietStart } from '@/components/mobile/quiet'
import { useOwnerSession } from '@/components/mobile/use-owner-session'
import { useMay } from '@/components/role/use-may'
import { UNIT_ROLE_LABELS } from '@/lib/core/unit-role'
import { meQuery } from '@/lib/features/account/api'
import type { AccountDto } from '@/lib/features/account/schema'
import { progressQuery } from '@/lib/features/filing/api/owner'
import { identityOf } from '@/lib/features/filing/rules/progress'
import type { FilingDto, FilingStatus } from '@/lib/features/filing/schema/owner'
import { ownUnitsQuery } from '@/lib/features/member/api'
import type { OwnUnits } from '@/lib/features/member/schema'
import styles from './owner-home-page.module.css'

type Step = { title: string; text: string; act: string; href: string }

/** Who is signed in and for whom, and what waits: a number in dispute, a returned filing, a code to collect with, a draft, a unit's invitation; one button each. */
export function NextSteps() {
  const unitsRead = useQuery(ownUnitsQuery())
  const meRead = useQuery(meQuery())
  const units = unitsRead.data
  const returned = useMine('RETURNED')
  const approved = useMine('APPROVED')
  const drafts = useMine('DRAFT')
  const local = useLocalDrafts().data ?? []
  const begun = new Set([
    ...drafts.filings.map(({ id }) => id),
    ...local.map(({ key, filing }) => filing?.id ?? key),
  ])
  const { may } = useMay('FILE')
  const waiting = approved.filings.filter(({ pickup }) => pickup)
  const number = meRead.data?.numberState
  const steps = [
    number ? numberStep(number) : null,
    may ? returnedStep(returned.filings, returned.more) : lookStep(returned.filings.length, returned.more),
    pickupStep(waiting, approved.more),
    may ? draftStep(begun.size, drafts.more) : null,
    ...(units ? unitSteps(units) : []),
  ].filter((step) => step !== null)
  return (
    <section className={styles.next} aria-label="接下来">
      <Who units={units} />
      <Unread reads={[unitsRead, meRead, returned.read, approved.read, drafts.read]} />
      {steps.length > 0 && <Steps steps={steps} />}
    </section>
  )
}

type Read = Pick<UseQueryResult, 'data' | 'isError' | 'refetch'>

/** Nothing here must not look like nothing to do when it could not be read. */
function Unread({ reads }: { reads: Read[] }) {
  const unread = reads.filter(({ data, isError }) => isError && data === undefined)
  if (unread.length === 0) return null
  return (
    <div role="alert" className={styles.step}>
      <div>
        <strong>没有读到接下来要办的事</strong>
        <span>可能有需要办理的登记没有显示出来</span>
      </div>
      <button type="button" onClick={() => unread.forEach(({ refetch }) => void refetch())}>
        重试
      </button>
    </div>
  )
}

type Mine = { filings: FilingDto[]; more: boolean; read: Read }

/** The newest of a status: filed by the account, or a number of its own to collect; and whether there are more. */
function useMine(status: FilingStatus): Mine {
  const accountId = useOwnerSession()?.accountId
  const read = useInfiniteQuery(progressQuery(status))
  const page = read.data?.pages[0]
  const all = page?.data ?? []
  const filings = status === 'APPROVED' ? all : all.filter(({ filerId }) => filerId === accountId)
  return { filings, more: Boolean(page?.nextCursor), read }
}

/** 20 多 when only so many were read. */
const many = (count: number, more: boolean) => (more ? `${count} 多` : String(count))

function Steps({ steps }: { steps: Step[] }) {
  // It moves what lies below it.
  useQuietStart()
  return (
    <ul>
      {steps.map(({ title, text, act, href }) => (
        <li key={href} className={styles.step}>
          <div>
            <strong>{title}</strong>
            <span>{text}</span>
          </div>
          <Link href={href} prefetch={false}>
            {act}
          </Link>
        </li>
      ))}
    </ul>
  )
}

const nameOf = (filing: FilingDto) => filing.machine.name ?? identityOf(filing)?.value ?? '机械'

/** Before a form is filled in that could not be submitted. */
function numberStep(state: AccountDto['numberState']): Step | null {
  if (state === 'OWN') return null
  const text =
    state === 'CONTESTED' ? '另有账号注册，核实以前不能提交登记' : '已核实属于另一账号，本账号不能提交登记'
  return step('您的证件号码', text, '查看', '/m/me')
}

function returnedStep([first, ...others]: FilingDto[], more: boolean): Step | null {
  if (!first) return null
  if (others.length > 0)
    return step(
      '退回重填',
      `有 ${many(others.length + 1, more)} 条登记需要修改`,
      '去修改',
      '/m/filings?status=RETURNED',
    )
  const reasons = first.returnReasons.map(({ text }) => text).join('、')
  return step(
    '退回重填',
    `${nameOf(first)}：${reasons || '需要修改'}`,
    '修改并提交',
    `/m/filings/${first.id}/correct`,
  )
}

/** For who may only look: that something was returned, and where it stands. */
function lookStep(count: number, more: boolean): Step | null {
  const text = `有 ${many(count, more)} 条登记需要有“办理”权限的人员修改`
  return count === 0 ? null : step('退回重填', text, '查看', '/m/filings?status=RETURNED')
}

function pickupStep([first, ...others]: FilingDto[], more: boolean): Step | null {
  if (!first) return null
  if (others.length > 0)
    return step('待领取号码', `有 ${many(others.length + 1, more)} 个号码可以领取`, '看领取码', '/m/pickups')
  const text = `${nameOf(first)} ${first.registrationNumber ?? ''}`
  return step('待领取号码', text, '看领取码', `/m/filings/${first.id}/pickup`)
}

function draftStep(count: number, more: boolean): Step | null {
  return count === 0
    ? null
    : step('没有提交的登记', `有 ${many(count, more)} 份草稿`, '继续填写', '/m/filings/new')
}

function unitSteps({ invitations, waiting }: OwnUnits): Step[] {
  const [first, ...more] = invitations
  const role = first && `“${UNIT_ROLE_LABELS[first.role]}”`
  const text =
    first && (more.length > 0 ? `有 ${invitations.length} 份邀请` : `${first.unitName}，权限${role}`)
  return [
    ...(text ? [step('单位邀请您代其办理', text, '去答复', '/m/me/units')] : []),
    ...(waiting > 0 ? [step('申请加入本单位', `${waiting} 人等待答复`, '去答复', '/m/me/people')] : []),
  ]
}

const step = (title: string, text: string, act: string, href: string): Step => ({ title, text, act, href })
