import { useMutation } from '@tanstack/react-query'
import { spokenNumber } from '@/lib/core/filing-number'
import { revealContactMutation } from '@/lib/features/assisted/api/assisted'
import type { AssistedFiling } from '@/lib/features/assisted/schema'
import styles from './assisted.module.css'

/** Whose filing it is, who entered it, and whom to call. No digit of the document. */
export function OwnerFacts({ assisted }: { assisted: AssistedFiling }) {
  const { filing, owner, contact, enteredBy } = assisted
  return (
    <section className={styles.box} aria-label="机主">
      <dl className={styles.facts}>
        <div>
          <dt>设备的所有者</dt>
          <dd>
            {owner.name}（{owner.documentLabel}已核对原件）
          </dd>
        </div>
        <div>
          <dt>联系方式</dt>
          <dd>
            {contact ? (
              <Contact id={filing.id} {...contact} />
            ) : owner.registered ? (
              '已注册账号的手机号'
            ) : (
              '没有手机号，凭证件到窗口查询和领取'
            )}
          </dd>
        </div>
        <div>
          <dt>窗口代办</dt>
          <dd>
            查询号 {spokenNumber(filing.number)}，录入：{enteredBy.join('、')}
          </dd>
        </div>
      </dl>
    </section>
  )
}

function Contact({
  id,
  name,
  relation,
  phoneMasked,
}: { id: string } & NonNullable<AssistedFiling['contact']>) {
  const reveal = useMutation(revealContactMutation)
  return (
    <>
      {name}（{relation}）{reveal.data?.phone ?? phoneMasked}
      {reveal.data ? (
        <span className={styles.quiet}>　本次查看已记录</span>
      ) : (
        <button type="button" disabled={reveal.isPending} onClick={() => reveal.mutate(id)}>
          {reveal.isError ? '没有查到，重试' : '查看完整号码'}
        </button>
      )}
      <div className={styles.quiet}>未经本人验证，只供拨打，不发送短信</div>
    </>
  )
}
