import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef } from 'react'
import account from '@/components/account/account.module.css'
import { storedJoinCode, storeJoinCode } from '@/components/account/join-code'
import { Field } from '@/components/mobile/field'
import fields from '@/components/mobile/field.module.css'
import { Refusal } from '@/components/mobile/refusal'
import { faultsOf, useFields } from '@/components/mobile/use-fields'
import { askToJoin } from '@/lib/features/member/api'
import { askToJoinEndpoint } from '@/lib/features/member/schema'
import styles from './member.module.css'

/** 加入单位: asks whoever manages the unit of a code. */
export function JoinForm({ onAsked }: { onAsked: () => Promise<unknown> }) {
  const own = useFields({ unitCode: '' }, (values) => faultsOf(askToJoinEndpoint.body, values))
  const fill = useRef(own.fill)
  useEffect(() => fill.current({ unitCode: storedJoinCode() }), [])
  const asking = useMutation({
    mutationFn: () => askToJoin(own.values.unitCode),
    onSuccess: () => {
      storeJoinCode(null)
      own.fill({ unitCode: '' })
    },
    onError: own.refuse,
    onSettled: onAsked,
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!asking.isPending && own.isRight()) asking.mutate()
  }
  return (
    <section className={styles.part} aria-label="加入单位">
      <h2>加入单位</h2>
      <form ref={own.form} className={account.form} onSubmit={submit} noValidate>
        <div className={fields.fields}>
          <Field
            label="统一社会信用代码"
            placeholder="输入单位的 18 位代码"
            name="unitCode"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            hint="由该单位的管理人员决定是否同意，他会看到您的姓名和掩码后的手机号。30 天内有效。"
            {...own.part('unitCode')}
          />
        </div>
        <Refusal error={own.notice} />
        {asking.isSuccess && (
          <p role="status" className={account.good}>
            已申请，答复显示在上面。
          </p>
        )}
        <button type="submit" className={account.submit} disabled={asking.isPending}>
          {asking.isPending ? '正在申请…' : '申请加入'}
        </button>
      </form>
    </section>
  )
}
