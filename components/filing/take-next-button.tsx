'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useRouter } from 'next/navigation'
import { claimNext, filingKeys } from '@/lib/features/filing/api/desk'

/** Claims and opens the filing that has waited longest. */
export function TakeNextButton({ size }: { size?: 'large' }) {
  const { message } = App.useApp()
  const router = useRouter()
  const queryClient = useQueryClient()
  const next = useMutation({
    mutationFn: claimNext,
    onSuccess: (filing) => {
      void queryClient.invalidateQueries({ queryKey: filingKeys.lists() })
      if (!filing) return void message.info('没有等待审核的登记了')
      queryClient.setQueryData(filingKeys.detail(filing.id), filing)
      router.push(`/filings/${filing.id}`)
    },
    onError: (error) => void message.error(error.message),
  })
  return (
    <Button type="primary" size={size} loading={next.isPending} onClick={() => next.mutate()}>
      领取下一件
    </Button>
  )
}
