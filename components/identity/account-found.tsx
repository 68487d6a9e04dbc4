import { Tabs, Tag } from 'antd'
import { chinaMinute } from '@/lib/core/clock'
import { proofText } from '@/lib/core/proof'
import type { FoundAccount } from '@/lib/features/identity/schema'
import { CounterPhoneForm } from './counter-phone-form'
import styles from './identity.module.css'
import { ProofForm } from './proof-form'
import { RenameForm } from './rename-form'

type Props = { account: FoundAccount; onChanged: (account: FoundAccount) => void }

/** The account that was found, whether it is known who stands behind it, and what is done for it with the original. */
export function AccountFound({ account, onChanged }: Props) {
  const { type, name, documentLabel, phoneMasked, registeredAt, proof, provedBy } = account
  return (
    <section className={styles.found} aria-label="查到的账号">
      <h2 className={styles.name}>
        <Tag>{type === 'UNIT' ? '单位' : '个人'}</Tag>
        {name}
      </h2>
      <dl className={styles.facts}>
        <dt>手机号</dt>
        <dd>{phoneMasked}</dd>
        <dt>证件</dt>
        <dd>{documentLabel}（看原件，不在此显示）</dd>
        <dt>注册时间</dt>
        <dd>{chinaMinute(new Date(registeredAt))}</dd>
        <dt>身份核验</dt>
        <dd>
          {proofText(proof)}
          {provedBy && `，${provedBy}`}
        </dd>
      </dl>
      <Acts account={account} onChanged={onChanged} />
    </section>
  )
}

function Acts({ account, onChanged }: Props) {
  const prove = {
    key: 'prove',
    label: '核验身份',
    children: <ProofForm account={account} onProved={onChanged} />,
  }
  const phone = {
    key: 'phone',
    label: '更换手机号',
    // Begun anew for the phone that the account has now.
    children: <CounterPhoneForm key={account.phoneMasked} account={account} onChanged={onChanged} />,
  }
  const name = {
    key: 'name',
    label: '单位更名',
    children: <RenameForm key={account.name} account={account} onChanged={onChanged} />,
  }
  const items = [
    ...(account.proof.level === 'UNPROVED' ? [prove] : []),
    phone,
    ...(account.type === 'UNIT' ? [name] : []),
  ]
  return <Tabs items={items} />
}
