import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { Fact, Facts, Panel } from '@/components/desk/panel'
import type { Succession } from '@/lib/features/succession/schema/succession'
import { accountText } from './told-text'

type Party = Pick<Succession['to'], 'type' | 'name' | 'phoneMasked'>

export function PartyName({ party: { type, name } }: { party: Party }) {
  return (
    <>
      <Tag>{type === 'UNIT' ? '单位' : '个人'}</Tag>
      <strong style={{ overflowWrap: 'anywhere' }}>{name}</strong>
    </>
  )
}

/** The present owner, or the one before: who it is and whether anybody can be told. */
export function FormerPanel({ former, children }: { former: Succession['from']; children?: ReactNode }) {
  return (
    <Panel title="原机主" label="原机主">
      <Facts>
        <Fact label="姓名或名称" wide>
          <PartyName party={former} />
        </Fact>
        <Fact label="手机号">{former.phoneMasked}</Fact>
        <Fact label="账号">{accountText(former)}</Fact>
        {children}
      </Facts>
    </Panel>
  )
}

/** 还有 3 天, 今天是最后一天, 已期满. */
export function daysText({ daysLeft }: { daysLeft: number }): string {
  if (daysLeft < 0) return '异议期已满'
  return daysLeft === 0 ? '今天是最后一天' : `还有 ${daysLeft} 天`
}
