'use client'

import { useQuery } from '@tanstack/react-query'
import { Card } from 'antd'
import { PageHeader } from '@/components/ui/page-header'
import { Failed, Loading } from '@/components/ui/states'
import { chinaTime } from '@/lib/core/clock'
import { meQuery } from '@/lib/features/staff/api/own-account'
import type { Me } from '@/lib/features/staff/schema/own-account'
import { ROLE_LABELS } from '@/lib/features/staff/schema/staff'
import { KeysCard } from './keys-card'
import styles from './me.module.css'
import { PasswordCard } from './password-card'
import { SecondFactorCard } from './second-factor-card'
import { SessionsCard } from './sessions-card'

/** 我的账号: personal data, password, second factor, sessions. */
export function MePage() {
  const { data: me, error, refetch } = useQuery(meQuery())
  if (error && !me) return <Failed error={error} onRetry={() => void refetch()} />
  return (
    <>
      <PageHeader title="我的账号" />
      {me ? (
        <div className={styles.cards}>
          <Facts me={me} />
          <PasswordCard />
          <SecondFactorCard enabled={me.totp} />
          <KeysCard />
          <SessionsCard />
        </div>
      ) : (
        <Loading />
      )}
    </>
  )
}

function Facts({ me }: { me: Me }) {
  const facts = [
    ['姓名', me.name],
    ['用户名', me.username],
    ['角色', ROLE_LABELS[me.role]],
    ['机构', me.bureau.name],
    ['管辖区划', me.bureau.divisionName],
    ['本次登录', me.lastSignInAt ? chinaTime(new Date(me.lastSignInAt)) : '—'],
  ]
  return (
    <Card title="基本信息">
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.hint}>姓名、角色、机构由安全管理员维护。</p>
    </Card>
  )
}
