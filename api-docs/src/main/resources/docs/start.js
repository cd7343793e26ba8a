SwaggerUIBundle({ url: '/openapi.yml', dom_id: '#pages', deepLinking: true, validatorUrl: null });
