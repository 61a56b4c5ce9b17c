import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// Django serves dist/ at the root of the host, so the files lie where their addresses say.
export default defineConfig({
  base: '/app/',
  plugins: [react()],
  build: { outDir: 'dist/app', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  server: { proxy: { '/api': 'http://127.0.0.1:8000', '/media': 'http://127.0.0.1:8000', '/static': 'http://127.0.0.1:8000' } },
  test: { environment: 'node', include: ['src/**/*.test.ts'], env: { TZ: 'America/New_York' } },
})
