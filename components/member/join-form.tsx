import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { storedJoinCode, storeJoinCode } from '@/components/account/join-code'
import { Field } from '@/components/mobile/field'
import { faultsOf, useFields } from '@/components/mobile/use-fields'
import { askToJoin } from '@/lib/features/member/api'
import { askToJoinEndpoint } from '@/lib/features/member/schema'
import { AskForm } from './ask-form'

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
  return (
    <AskForm
      title="加入单位"
      act="申请加入"
      acting="正在申请…"
      own={own}
      sending={asking}
      done={asking.isSuccess ? '已申请，答复显示在上面。' : null}
    >
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
    </AskForm>
  )
}
