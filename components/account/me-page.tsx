'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { MobilePage } from '@/components/mobile/mobile-page'
import { SignedIn } from '@/components/mobile/signed-in'
import { Failed, Loading } from '@/components/mobile/states'
import { useMay } from '@/components/role/use-may'
import { documentNumberLabel } from '@/lib/core/identity-document'
import { proofText } from '@/lib/core/proof'
import { UNIT_ROLE_LABELS } from '@/lib/core/unit-role'
import { meQuery } from '@/lib/features/account/api'
import type { AccountDto, MeDto } from '@/lib/features/account/schema'
import { ownUnitsQuery } from '@/lib/features/member/api'
import styles from './account.module.css'
import { AccountQuestion, type Question } from './account-question'

/** 我的账号: the signed-in account, signing out and unlinking WeChat. */
export function MePage() {
  return (
    <MobilePage title="我的账号" back="/m">
      <SignedIn>
        <Me />
      </SignedIn>
    </MobilePage>
  )
}

function Me() {
  const { data, error, refetch } = useQuery(meQuery())
  if (data) return <Account account={data} />
  return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />
}

function Account({ account }: { account: MeDto }) {
  const [question, setQuestion] = useState<Question | null>(null)
  const { data: units } = useQuery(ownUnitsQuery())
  const { may, why } = useMay('MANAGE')
  return (
    <>
      {account.numberState !== 'OWN' && (
        <p role="status" className={styles.text}>
          {account.numberState === 'CONTESTED'
            ? '您的证件号码另有账号注册，核实以前不能提交登记。'
            : '您的证件号码已核实属于另一账号，本账号不能提交登记；原因见“通知”。'}
        </p>
      )}
      {units?.person && units.actingFor && (
        <p role="status" className={styles.text}>
          {units.person.name} · 为 {units.actingFor.name} 办理，权限“{UNIT_ROLE_LABELS[units.actingFor.role]}
          ”。下面是该单位的账号。
        </p>
      )}
      <Facts account={account} onUnlink={may ? () => setQuestion('unlink') : undefined} />
      <nav className={styles.links} aria-label="登录与个人信息">
        <Link href="/m/me/sessions" prefetch={false}>
          登录的设备
        </Link>
        <Link href="/m/me/password" prefetch={false}>
          {account.hasPassword ? '修改密码' : '设置密码'}
        </Link>
        {may && (
          <Link href="/m/me/phone" prefetch={false}>
            更换手机号
          </Link>
        )}
        {units?.person && (
          <Link href="/m/me/units" prefetch={false}>
            我的单位
          </Link>
        )}
        {units?.actingFor?.role === 'MANAGE' && (
          <Link href="/m/me/people" prefetch={false}>
            单位人员
          </Link>
        )}
        <Link href="/m/me/proof" prefetch={false}>
          身份核验
        </Link>
        {may && account.numberState === 'CONTESTED' && (
          <Link href="/m/me/dispute" prefetch={false}>
            号码申诉
          </Link>
        )}
        <Link href="/m/privacy?next=/m/me" prefetch={false}>
          个人信息保护告知
        </Link>
        <Link href="/m/me/viewings" prefetch={false}>
          谁看过我的信息
        </Link>
        {may && (
          <>
            <Link href="/m/me/copy" prefetch={false}>
              下载我的信息
            </Link>
            <Link href="/m/me/corrections" prefetch={false}>
              更正个人信息
            </Link>
            <Link href="/m/me/close" prefetch={false}>
              注销账号
            </Link>
          </>
        )}
      </nav>
      {why && <p className={styles.hint}>更换该单位的手机号、下载和更正信息、注销账号：{why}</p>}
      <div className={styles.actions}>
        <button
          type="button"
          className={`${styles.submit} ${styles.plain}`}
          onClick={() => setQuestion('leave')}
        >
          退出登录
        </button>
        <button
          type="button"
          className={`${styles.submit} ${styles.plain} ${styles.grave}`}
          onClick={() => setQuestion('leaveEverywhere')}
        >
          退出所有设备
        </button>
      </div>
      {question && <AccountQuestion question={question} onClose={() => setQuestion(null)} />}
    </>
  )
}

function Facts({ account, onUnlink }: { account: AccountDto; onUnlink?: () => void }) {
  const unit = account.type === 'UNIT'
  const facts = [
    [unit ? '单位名称' : '姓名', account.name],
    ['账号类型', unit ? '单位' : '个人'],
    [documentNumberLabel(account.documentKind, account.type), account.idNumberMasked],
    ['手机号', account.phoneMasked],
    ['身份核验', proofText(account.proof)],
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div className={styles.fact}>
        <dt>微信</dt>
        <dd>
          {account.wechatLinked ? '已关联' : '未关联'}
          {account.wechatLinked && onUnlink && (
            <button type="button" onClick={onUnlink}>
              解除关联
            </button>
          )}
        </dd>
      </div>
    </dl>
  )
}
