import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { Kbd } from '@/components/ui/keys/kbd'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'
import { changeKeys, claimNextChange } from '@/lib/features/change/api/desk'

/** Claims and opens the change that waits longest and that nobody has claimed. */
export function TakeNextChange() {
  const { message } = App.useApp()
  const router = useRouter()
  const client = useQueryClient()
  // A second tap may come before the button is shown busy, or while the change that was claimed is being opened.
  const isTaking = useRef(false)
  const next = useMutation({
    mutationFn: claimNextChange,
    onSuccess: (change) => {
      void client.invalidateQueries({ queryKey: changeKeys.lists() })
      if (!change) return void message.info('没有可领取的信息变更', 6)
      client.setQueryData(changeKeys.detail(change.id), change)
      router.push(`/changes/${change.id}`)
    },
    onError: (error) => void message.error(error.message),
    onSettled: (change) => {
      isTaking.current = Boolean(change)
    },
  })
  const take = () => {
    if (isTaking.current) return
    isTaking.current = true
    next.mutate()
  }
  useShortcuts({ takeNext: take })
  return (
    <Button type="primary" loading={next.isPending || Boolean(next.data)} onClick={take}>
      领取下一件
      <Kbd of="takeNext" />
    </Button>
  )
}
