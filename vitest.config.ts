import { configDefaults, defineConfig } from 'vitest/config';

// Servers answer in milliseconds, but two cores are shared by PostgreSQL, Temporal, workers and tests, and a year has 250 runs of the day.
const withServers = { testTimeout: 120_000, hookTimeout: 120_000 };

// One PostgreSQL, one dev server for all files of a project.
const sharedDatabase = { ...withServers, globalSetup: ['test/support/global-setup.ts'] };
const sharedServers = { ...withServers, globalSetup: ['test/support/global-setup.ts', 'test/support/temporal-setup.ts'] };

export default defineConfig({
  test: {
    allowOnly: false,
    // Tests with servers mostly wait for them; vitest would leave one of two cores idle.
    maxWorkers: '100%',
    exclude: [...configDefaults.exclude, 'dist/**', 'dist.building/**'],
    coverage: {
      provider: 'v8',
      include: ['domain/**/*.ts'],
      reporter: ['text', 'html'],
      thresholds: { statements: 100, branches: 100, functions: 100, lines: 100 },
    },
    projects: [
      { test: { name: 'architecture', include: ['test/architecture.test.ts'] } },
      { test: { name: 'domain', include: ['test/domain/**/*.test.ts'], testTimeout: 20_000 } },
      { test: { name: 'tools', include: ['test/tools/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'replay', include: ['test/replay/**/*.test.ts'], ...withServers } },
      { test: { name: 'ledger', include: ['test/{ledger,activities,worker,client}/**/*.test.ts'], ...sharedDatabase } },
      { test: { name: 'e2e', include: ['test/{e2e,workflows}/**/*.test.ts'], ...sharedServers } },
      // These kill processes, so their servers are their own.
      { test: { name: 'faults', include: ['test/faults/**/*.test.ts'], ...sharedServers } },
    ],
  },
});
