'use client'

import { useEffect, useState } from 'react'
import { Confirm } from '@/components/mobile/confirm'
import { installAdmission } from '@/lib/client/admission'

type Prompt = { text: string; answer: (admitted: boolean) => void }

/**
 * When somebody signs in on a phone that another account has used: what that one left here is deleted, after a question
 * where the server does not have all of it.
 */
export function AdmissionGate() {
  const [prompt, setPrompt] = useState<Prompt | null>(null)

  useEffect(
    () =>
      installAdmission(async (accountId) => {
        const { forgetOnPhone, unsentOnPhone, unsentText } = await import('./phone-data')
        const others = (id: string) => id !== accountId
        const text = unsentText(await unsentOnPhone(others))
        if (text !== '') {
          const admitted = await new Promise<boolean>((answer) => setPrompt({ text, answer }))
          setPrompt(null)
          if (!admitted) return false
        }
        // A browser without storage has nothing to delete.
        await forgetOnPhone(others).catch(() => undefined)
        return true
      }),
    [],
  )

  if (!prompt) return null
  return (
    <Confirm
      title="删除另一账号留下的内容？"
      act="删除并登录"
      danger
      onAct={async () => undefined}
      onDone={() => prompt.answer(true)}
      onClose={() => prompt.answer(false)}
    >
      <p>
        另一账号在本机留有{prompt.text}，还没有传到服务器。用您的账号登录，这些内容会从本机删除，不能恢复。
      </p>
      <p>如果是您家人或同事的，请选“取消”，让他先登录并提交。</p>
    </Confirm>
  )
}
