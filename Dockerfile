# Planspor as a container: the site, and every command of planspor.
# Of the first stage only what it installs is kept.
FROM python:3.11.13-slim-bookworm AS build
WORKDIR /source
RUN python -m venv /usr/local/lib/planspor
ENV PATH=/usr/local/lib/planspor/bin:$PATH
COPY pyproject.toml README.md LICENSE ./
COPY corpus corpus
COPY ingest ingest
COPY search search
COPY web web
RUN pip install --no-cache-dir .

FROM python:3.11.13-slim-bookworm
# Text recognition, for scans.
RUN apt-get update \
    && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-nor \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --create-home planspor \
    && install -d -o planspor -g planspor /var/lib/planspor
COPY --from=build /usr/local/lib/planspor /usr/local/lib/planspor
ENV PATH=/usr/local/lib/planspor/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PLANSPOR_CORPUS=/var/lib/planspor/corpus
USER 10001:10001
WORKDIR /var/lib/planspor
VOLUME /var/lib/planspor
EXPOSE 8080
ENTRYPOINT ["planspor"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8080"]
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/om', timeout=8)"]
