# Rolemill with PostgreSQL and Redis elsewhere (docker-compose.yml): nothing embedded, no build tools.
FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# The sources come after the dependencies, so that a changed line does not install everything again.
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:20-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/rules ./rules
COPY --from=build /app/fixtures ./fixtures
USER node
ENTRYPOINT ["node", "/app/dist/cli/main.js"]
CMD ["work"]
