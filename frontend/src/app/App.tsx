import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Router } from 'wouter'
import { session } from '../api/client'
import { Problem } from '../api/problem'
import { Doing } from '../ui/Doing'
import { Toast } from '../ui/Toast'
import { Crash } from './Crash'
import { Screens } from './Screens'

// "always": without a network, whoever waits is told so at once, and not kept waiting until it is back.
const client = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', staleTime: 1_000, retry: (count, error) => count < 2 && !(error instanceof Problem) },
    mutations: { networkMode: 'always' },
  },
})

export function App() {
  useEffect(() => session.subscribe(() => !session.isOpen && client.clear()), [])
  return (
    <Crash>
      <QueryClientProvider client={client}>
        <Router base="/app">
          <Screens />
        </Router>
        <Doing />
        <Toast />
      </QueryClientProvider>
    </Crash>
  )
}
