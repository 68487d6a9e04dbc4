import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import Link from 'next/link'
import { useState } from 'react'
import { LookUpForm } from '@/components/identity/look-up-form'
import { proofText } from '@/lib/core/proof'
import { lookUpAccountMutation } from '@/lib/features/identity/api'
import type { FoundAccount, LookUpAccount } from '@/lib/features/identity/schema'
import { PartyName } from './facts'
import styles from './succession.module.css'

type Props = { successor: FoundAccount | null; onFound: (account: FoundAccount | null) => void }

/** Finds the account of whoever says the machine is his; one that is not proved does not do, and the page says what to do. */
export function SuccessorSearch({ successor, onFound }: Props) {
  const lookUp = useMutation(lookUpAccountMutation)
  const [found, setFound] = useState<FoundAccount[] | null>(null)
  async function find(input: LookUpAccount) {
    onFound(null)
    setFound(null)
    const answer = await lookUp.mutateAsync(input).catch(() => null)
    if (!answer) return
    setFound(answer.data)
    const [only, ...more] = answer.data
    if (only && more.length === 0 && only.proof.level === 'PROVED') onFound(only)
  }
  return (
    <section aria-label="新机主">
      <LookUpForm busy={lookUp.isPending} onFind={(input) => void find(input)} />
      {lookUp.error && <Alert role="alert" type="error" showIcon title={lookUp.error.message} />}
      {found?.length === 0 && (
        <Alert
          type="warning"
          showIcon
          title="没有查到账号：新机主须先在手机上注册，再核验身份；没有手机的，由家人协助注册"
        />
      )}
      {found?.map((account) => (
        <div key={account.id} className={styles.found}>
          <PartyName party={account} />
          <span>{account.phoneMasked}</span>
          <span className={styles.quiet}>
            身份核验：{proofText(account.proof)}
            {account.provedBy && `，${account.provedBy}`}
          </span>
          {account.proof.level === 'PROVED' ? (
            successor?.id === account.id ? (
              <strong>新机主</strong>
            ) : (
              <Button size="small" onClick={() => onFound(account)}>
                选为新机主
              </Button>
            )
          ) : (
            <span className={styles.fault}>
              还没有核验身份，不能受理。请先在 <Link href="/identity">核验身份</Link>{' '}
              中核对证件原件，再回到本页查找
            </span>
          )}
        </div>
      ))}
    </section>
  )
}
